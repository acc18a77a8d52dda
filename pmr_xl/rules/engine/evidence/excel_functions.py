"""The functions that are Excel's own, and those of a formula that are not: what else it names may run something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import islice
from operator import itemgetter

from pmr_xl.model.book.cell import StoredFormula
from pmr_xl.model.book.woven import Pieces, WovenFormula
from pmr_xl.model.display.signs import GOOGLES
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

# Excel's own, as its files write them but for the prefixes. CALL, REGISTER.ID, RTD and the functions of old macro
# sheets are left out: they start programs.
EXCEL = frozenset(
    """
    abs accrint accrintm acos acosh acot acoth address aggregate amordegrc amorlinc and anchorarray arabic areas
    arraytotext asc asin asinh atan atan2 atanh avedev average averagea averageif averageifs bahttext base besseli
    besselj besselk bessely beta.dist beta.inv betadist betainv bin2dec bin2hex bin2oct binom.dist binom.dist.range
    binom.inv binomdist bitand bitlshift bitor bitrshift bitxor bycol byrow ceiling ceiling.math ceiling.precise cell
    char chidist chiinv chisq.dist chisq.dist.rt chisq.inv chisq.inv.rt chisq.test chitest choose choosecols chooserows
    clean code column columns combin combina complex concat concatenate confidence confidence.norm confidence.t convert
    correl cos cosh cot coth count counta countblank countif countifs coupdaybs coupdays coupdaysnc coupncd coupnum
    couppcd covar covariance.p covariance.s critbinom csc csch cubekpimember cubemember cubememberproperty
    cuberankedmember cubeset cubesetcount cubevalue cumipmt cumprinc date datedif datestring datevalue daverage day days
    days360 db dbcs dcount dcounta ddb dec2bin dec2hex dec2oct decimal degrees delta detectlanguage devsq dget disc dmax
    dmin dollar dollarde dollarfr dproduct drop dstdev dstdevp dsum duration dvar dvarp ecma.ceiling edate effect
    encodeurl eomonth erf erf.precise erfc erfc.precise error.type euroconvert even exact exp expand expon.dist
    expondist f.dist f.dist.rt f.inv f.inv.rt f.test fact factdouble false fdist fieldvalue filter filterxml find findb
    finv fisher fisherinv fixed floor floor.math floor.precise forecast forecast.ets forecast.ets.confint
    forecast.ets.seasonality forecast.ets.stat forecast.linear formulatext frequency ftest fv fvschedule gamma
    gamma.dist gamma.inv gammadist gammainv gammaln gammaln.precise gauss gcd geomean gestep getpivotdata groupby growth
    harmean hex2bin hex2dec hex2oct hlookup hour hstack hyperlink hypgeom.dist hypgeomdist if iferror ifna ifs image
    imabs imaginary imargument imconjugate imcos imcosh imcot imcsc imcsch imdiv imexp imln imlog10 imlog2 impower
    improduct imreal imsec imsech imsin imsinh imsqrt imsub imsum imtan index indirect info int intercept intrate ipmt
    irr isblank iserr iserror iseven isformula islogical isna isnontext isnumber iso.ceiling isodd isomitted isoweeknum
    ispmt isref istext jis kurt lambda large lcm left leftb len lenb let linest ln log log10 logest loginv lognorm.dist
    lognorm.inv lognormdist lookup lower makearray map match max maxa maxifs mdeterm mduration median mid midb min mina
    minifs minute minverse mirr mmult mod mode mode.mult mode.sngl month mround multinomial munit n na negbinom.dist
    negbinomdist networkdays networkdays.intl nominal norm.dist norm.inv norm.s.dist norm.s.inv normdist norminv
    normsdist normsinv not now nper npv numbervalue numberstring oct2bin oct2dec oct2hex odd oddfprice oddfyield
    oddlprice oddlyield offset or pduration pearson percentile percentile.exc percentile.inc percentof percentrank
    percentrank.exc percentrank.inc permut permutationa phi phonetic pi pivotby pmt poisson poisson.dist power ppmt
    price pricedisc pricemat prob product proper pv quartile quartile.exc quartile.inc quotient radians rand randarray
    randbetween rank rank.avg rank.eq rate received reduce regexextract regexreplace regextest replace replaceb rept
    right rightb roman round roundbahtdown roundbahtup rounddown roundup row rows rri rsq scan search searchb sec sech
    second sequence seriessum sheet sheets sign sin single sinh skew skew.p sln slope small sort sortby sqrt sqrtpi
    standardize stdev stdev.p stdev.s stdeva stdevp stdevpa steyx stockhistory substitute subtotal sum sumif sumifs
    sumproduct sumsq sumx2my2 sumx2py2 sumxmy2 switch syd t t.dist t.dist.2t t.dist.rt t.inv t.inv.2t t.test table take
    tan tanh tbilleq tbillprice tbillyield tdist text textafter textbefore textjoin textsplit time timevalue tinv tocol
    today torow transpose translate trend trim trimmean trimrange true trunc ttest type unichar unicode unique upper
    usdollar value valuetotext var var.p var.s vara varp varpa vdb vlookup vstack webservice weekday weeknum weibull
    weibull.dist workday workday.intl wrapcols wraprows xirr xlookup xmatch xnpv xor year yearfrac yield yielddisc
    yieldmat z.test ztest
    """.split()  # noqa: SIM905 - as a list of quoted words it would fill five screens
)
OURS = frozenset(
    """
    pmr_actual pmr_check pmr_duration pmr_fytd pmr_series pmr_show pmr_status pmr_target pmr_trend pmr_unit pmr_variance
    pmr_variance_pct
    """.split()  # noqa: SIM905 - as a list of quoted words it would fill five screens
)
_BARE = EXCEL | {""}
_PREFIX = pattern(r"^(?:_xlfn\.|_xlws\.|_xludf\.)+")
_TEXT = pattern(r'"(?:[^"]|"")*+"?')
_OWN_NAME = "_xlpm."  # a name that LET or LAMBDA gives in the formula itself
# Texts and quoted sheet names are passed over; then a name, with the workbook or sheet before it, that is called.
_CALL = pattern(  # nothing is tried twice (*+, ++): a formula may be 32,767 signs of somebody's malice
    r"""
      "(?:[^"]|"")*+"?                                                                          # a text
    | ((?:'(?:[^']|'')*+'!|\[[^\[\]]*+\][^!\s(\[]*+!|[\w.\\?]++!)?+[^\W\d][\w.\\?]*+)\s*+\(   # what is called
    | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*+\])*+\]                                                # a table's column
    | '(?:[^']|'')*+'?                                                                          # a sheet's name
    | [\w.\\?]++                                                                              # any other word
    """,
    re.VERBOSE,
)
# What Excel asks a running program for, and starts it for (DDE): its name, a bar, a topic, an item.
_ASKED = pattern(r"""([\w.]+\|(?:'[^'"]{1,255}'|[\w.]+)![\w.]*)""")
# A piece may end in the middle of it; each stands on lines of its own.
_MAY_ASK = pattern(rb"""\|(?:'[^'"\n]{0,255}(?:'!|$)|[\w.]*(?:!|$))""", re.MULTILINE)
# Stands in files of Google Sheets for its own functions, beside their last result; nothing can be called so.
_GOOGLES = GOOGLES.casefold()
_TAIL = 12  # signs before a bracket: enough for nearly every function of a form
_LAST = itemgetter(slice(-_TAIL, None))
_ROW = b"\0"  # in place of a row's number, which may be part of a name
_CUT = b"\1"  # before signs that may be the end of a longer word; no formula holds either of the two
_WORD = rb"[\0\1\w.\\?!\]'\x80-\xff]"
_CALLED = pattern(rb"(?<!%b)(%b*+)\s*+\(" % (_WORD, _WORD))
_AT_ONCE = 500  # formulas; a form of 10,000 rows has 90 MB of them


def foreign_calls(formula: str, lambdas: frozenset[str] = frozenset()) -> list[str]:
    """The functions a formula calls that are neither Excel's own nor ours, each once, as they are written there.

    Args:
        formula: without its ``=``.
        lambdas: names of the workbook's own that stand for a LAMBDA, in lower case.
    """
    called = dict.fromkeys(found[1] for found in _CALL.finditer(formula) if found[1])
    return [name for name in called if not _known(name, lambdas)]


class FormulaTexts(NamedTuple):
    """Some formulas as XML stores them, with as little as may be twice.

    Attributes:
        alone: those that are kept each by itself.
        woven: the pieces of all others.
    """

    alone: list[bytes]
    woven: list[Pieces]

    @classmethod
    def of(cls, formulas: Iterable[str | StoredFormula]) -> FormulaTexts:
        """Those of these formulas, in their order."""
        alone, woven, known = list[bytes](), list[Pieces](), None
        for one in formulas:
            if not isinstance(one, WovenFormula):
                alone.append(bytes_of(one))
            elif one.known is not known:  # those of a sheet share them, and stand beside each other
                known = one.known
                woven.append(known)
        return cls(alone, woven)


def may_ask_programs(texts: FormulaTexts) -> bool:
    """Whether one of them may ask another program for something."""
    alone, woven = texts
    return any(_MAY_ASK.search(b"\n".join(some)) for some in (alone, *[known.texts for known in woven]))


def programs_asked(formula: str | StoredFormula) -> list[str]:
    """What a formula asks another program for (``cmd|'/c calc'!A0``), each as it is written there."""
    return list(dict.fromkeys(_ASKED.findall(_TEXT.sub('""', str(formula)))))


def _known(name: str, lambdas: frozenset[str]) -> bool:
    plain = name.casefold()
    if plain.startswith(_OWN_NAME) or plain == _GOOGLES or plain in lambdas:
        return True
    bare = _PREFIX.sub("", plain)
    return bare in EXCEL or bare.rpartition("!")[2] in OURS


def suspects(formulas: Collection[str | StoredFormula], texts: FormulaTexts | None = None) -> set[bytes]:
    """Ends of words before a bracket that may be functions other than Excel's own; the formulas that hold one are due.

    A form has hundreds of long formulas that differ only in their row, so only the last signs before each bracket are
    looked at, and each kind of them once. Words in texts may be among them.

    Args:
        texts: those of the formulas, where somebody has them.
    """
    alone, woven = FormulaTexts.of(formulas) if texts is None else texts
    names = _names(_kinds(alone).union(*[_kinds(pieces, _ROW) for pieces in woven]))
    if any(_ROW in name for name in names):  # it may be part of a name
        names = _names(_kinds(map(bytes_of, formulas)))
    return {name.removeprefix(_CUT) for name in names if not (name[:1].isdigit() or _is_excels(name))}


def bytes_of(formula: str | StoredFormula) -> bytes:
    """A formula as XML stores it, or nearly so, in UTF-8."""
    return formula.as_stored if isinstance(formula, StoredFormula) else formula.encode("utf-8", "replace")


def _kinds(formulas: Iterable[bytes], between: bytes = b"\n") -> set[bytes]:
    """The signs before every bracket: a hundred kinds of ten thousand, with no line of Python for each.

    Args:
        between: what stands before each of the formulas.
    """
    kinds: set[bytes] = set()
    rest = iter(formulas)
    while some := list(islice(rest, _AT_ONCE)):
        kinds.update(map(_LAST, between.join([b"", *some]).split(b"(")[:-1]))
    return kinds


def _names(kinds: set[bytes]) -> set[bytes]:
    """The words before the brackets, with ``_CUT`` before each that may begin before the signs that are known."""
    return set(_CALLED.findall(b"".join([_CUT * (len(kind) == _TAIL) + kind + b"(" for kind in kinds])))


def _is_excels(name: bytes) -> bool:
    return name.decode("utf-8", "replace").casefold() in _BARE
