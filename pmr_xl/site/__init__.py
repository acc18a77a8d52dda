"""The public site's pages: values in, HTML out, from templates; no page asks for anything from another host."""
