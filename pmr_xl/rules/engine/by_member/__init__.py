"""The rules on figures by place or group, asked of tables that are imported and of forms that have them."""
