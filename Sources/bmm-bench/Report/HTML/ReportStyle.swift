/// The report's stylesheet: calm and dense, for wide screens, phones, the dark and paper.
enum ReportStyle {
  static let text = page + texts + tables + charts + timelines + media

  /// Colours can be told apart without seeing red or green (Okabe and Ito), in light and dark.
  private static let page: Markup = """
    :root{--bg:#fff;--soft:#f5f6f7;--line:#dfe2e6;--ink:#1b1f24;--dim:#5c6570;--link:#0b5cad;
    --good:#00704f;--bad:#b3261e;--warn:#8a5a00;--badbg:#fdf0ee;
    --c0:#009e73;--c1:#d55e00;--c2:#0072b2;--c3:#cc79a7;--c4:#e69f00;--c5:#56b4e9;--c6:#7a4fa3;
    --c8:#8a9199}
    @media (prefers-color-scheme:dark){:root{--bg:#14171a;--soft:#1c2024;--line:#343a41;
    --ink:#e4e7ea;--dim:#9aa4ae;--link:#7db7f0;--good:#4cc79b;--bad:#ff8a7d;--warn:#e3b45a;
    --badbg:#2b1a19;--c0:#1fbf90;--c1:#ee7d2b;--c2:#4a9fdb;--c3:#dd93bb;--c4:#f0b840;
    --c5:#7cc8f2;--c6:#ab85d1;--c8:#7d858d}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-padding-top:3rem}
    body{margin:0 auto;max-width:72rem;padding:1.25rem;background:var(--bg);color:var(--ink);
    font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
    main>section{margin:2.5rem 0 0}
    h1,h2,h3,p,ul,dl,figure{margin:0}
    h1{font-size:1.6rem;line-height:1.25;overflow-wrap:anywhere}
    h2{font-size:1.2rem;margin:0 0 .6rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
    h3{font-size:.95rem}
    a{color:var(--link)}
    code,pre{font:13px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
    pre{overflow:auto;max-height:34rem;margin:.4rem 0 0;padding:.8rem;background:var(--soft);
    border:1px solid var(--line);border-radius:6px}
    footer{margin:3rem 0 1rem;color:var(--dim);font-size:.85rem}
    nav{position:sticky;top:0;z-index:2;margin:1.25rem -1.25rem 0;padding:.35rem 1.25rem;
    background:var(--bg);border-bottom:1px solid var(--line)}
    nav ul{display:flex;gap:.2rem 1.1rem;overflow-x:auto;scrollbar-width:none;padding:0;
    list-style:none;
    white-space:nowrap;font-size:.9rem}
    nav a{text-decoration:none}nav a:hover{text-decoration:underline}

    """

  private static let texts: Markup = """
    .badge{float:right;margin-left:1rem;padding:.1rem .8rem;border-radius:2rem;font-weight:650;
    font-size:1.1rem;border:1.5px solid currentColor;color:var(--warn)}
    .held .badge,.mark.held{color:var(--good)}.failed .badge,.mark.failed{color:var(--bad)}
    .about{color:var(--dim);max-width:60rem;margin-top:.2rem}
    h2.broke{margin:1rem 0 .3rem;border:0;color:var(--bad);font-size:1.05rem}
    ul.broke{padding:.6rem .9rem .6rem 1.9rem;background:var(--badbg);border-radius:6px;
    border-left:4px solid var(--bad);overflow-wrap:anywhere}
    ul.broke:has(.warn:only-child){border-color:var(--warn)}
    .example{color:var(--dim);font-size:.9rem}.warn{color:var(--warn)}
    .held-line{margin-top:.8rem}
    .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.6rem;
    margin-top:1rem}
    .tiles div{padding:.5rem .75rem;background:var(--soft);border-radius:6px}
    dt{color:var(--dim);font-size:.82rem}dd{margin:0}
    dd b{display:block;font-size:1.3rem;line-height:1.3;font-variant-numeric:tabular-nums}
    dd small{color:var(--dim)}
    .facts{margin-top:.8rem;color:var(--dim);font-size:.9rem}
    .repeat{display:flex;gap:.5rem;align-items:center;margin:.4rem 0}
    .repeat code{flex:0 1 auto;padding:.3rem .6rem;background:var(--soft);border-radius:6px;
    overflow-wrap:anywhere}
    button{font:inherit;font-size:.82rem;padding:.2rem .6rem;color:var(--ink);cursor:pointer;
    background:var(--bg);border:1px solid var(--line);border-radius:6px}
    :focus-visible{outline:2px solid var(--link);outline-offset:2px}
    .note{color:var(--dim);font-size:.85rem;margin:.3rem 0}
    .mark{white-space:nowrap}.mark.idle{color:var(--warn)}

    """

  private static let tables: Markup = """
    .scroll{overflow-x:auto;margin:.5rem 0 1.2rem}
    table{border-collapse:collapse;min-width:min(100%,38rem);font-size:.88rem;
    font-variant-numeric:tabular-nums}
    caption{text-align:left;font-weight:600;padding:.2rem 0;font-size:.92rem}
    th,td{padding:.28rem .8rem .28rem 0;text-align:left;vertical-align:top;
    border-bottom:1px solid var(--line)}
    thead th{color:var(--dim);font-weight:500;white-space:nowrap}
    tbody th{font-weight:500;min-width:7rem;overflow-wrap:anywhere}tbody th.n{min-width:0}
    .n{text-align:right;white-space:nowrap}td.n,th.n{padding-left:.8rem;padding-right:0}
    .n+td:not(.n),.n+th:not(.n){padding-left:1.2rem}
    tr.bad{background:var(--badbg)}
    td ul{padding-left:1.1rem}td details,th details{font-weight:400;color:var(--dim)}
    .bar{display:block;min-width:8rem;height:.75rem;margin-top:.3rem;background:var(--soft);
    border-radius:2px}
    .bar span{display:block;height:100%;background:var(--c);border-radius:2px}
    input[type=search]{font:inherit;font-size:.85rem;width:100%;max-width:22rem;padding:.3rem .6rem;
    color:var(--ink);background:var(--bg);border:1px solid var(--line);border-radius:6px}
    .more{margin:0 0 1rem}summary{cursor:pointer}

    """

  private static let charts: Markup = """
    .c0{--c:var(--c0)}.c1{--c:var(--c1)}.c2{--c:var(--c2)}.c3{--c:var(--c3)}.c4{--c:var(--c4)}
    .c5{--c:var(--c5)}.c6{--c:var(--c6)}.c8{--c:var(--c8)}
    .grid2{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));
    gap:1.4rem 2rem;align-items:start}
    .chart{margin:.8rem 0;min-width:0}.chart.big{grid-column:1/-1}
    figcaption{display:flex;flex-wrap:wrap;gap:.1rem 1rem;align-items:baseline}
    .legend{display:flex;flex-wrap:wrap;gap:.1rem .9rem;padding:0;list-style:none;
    font-size:.82rem;color:var(--dim)}
    .legend li.off{opacity:.4;text-decoration:line-through}
    .legend li[role]{cursor:pointer}
    figcaption button{margin-left:auto}
    .swatch{width:22px;height:10px;margin-right:.35rem}
    .plot{position:relative;padding:1.9rem 1.3rem 2.5rem 3.4rem}
    .plot>svg{display:block;width:100%;height:12rem;overflow:visible;
    border-left:1px solid var(--line);border-bottom:1px solid var(--dim)}
    .wide .plot>svg{height:14rem}.big .plot>svg{height:65vh}
    .ys,.xs{position:absolute;color:var(--dim);font-size:.78rem;line-height:1;
    font-variant-numeric:tabular-nums}
    .ys{left:0;width:3.1rem;top:1.9rem;bottom:2.5rem}
    .ys span{position:absolute;right:.2rem;transform:translateY(50%);white-space:nowrap}
    .xs{left:3.4rem;right:1.3rem;bottom:1.8rem;height:0}
    .xs span{position:absolute;top:-.35rem;transform:translateX(-50%);white-space:nowrap}
    .ytitle,.xtitle{position:absolute;color:var(--dim);font-size:.78rem;line-height:1}
    .ytitle{left:0;top:.45rem}.xtitle{right:1.3rem;bottom:.3rem}
    svg path,svg rect{vector-effect:non-scaling-stroke}
    .grid{fill:none;stroke:var(--line);stroke-width:1}
    .line{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round}
    .d1{stroke-dasharray:7 3}.d2{stroke-dasharray:2 3}.d3{stroke-dasharray:9 3 2 3}
    .area{fill:var(--c);stroke:none}
    .over{fill:none;stroke:var(--bg);stroke-width:1.5}.over.d0{stroke:none}
    .dot,.square{fill:none;stroke:var(--c);stroke-width:5;stroke-linecap:round;opacity:.65}
    .square{stroke-linecap:square;stroke-width:4.5}
    .hole{stroke:var(--bg);stroke-width:2;opacity:1}
    .hover{fill:transparent}.hover:hover{fill:var(--dim);fill-opacity:.18}
    .cap{fill:none;stroke:var(--bad);stroke-width:3}
    .cross{stroke:var(--dim);stroke-width:1;fill:none}
    .tip{position:absolute;z-index:3;pointer-events:none;max-width:16rem;padding:.35rem .6rem;
    font-size:.8rem;white-space:pre-line;color:var(--ink);background:var(--bg);
    border:1px solid var(--dim);border-radius:6px}

    """

  private static let timelines: Markup = """
    .timeline{margin:.4rem 0;padding:.5rem .8rem;border:1px solid var(--line);border-radius:6px}
    .timeline summary{overflow-wrap:anywhere}
    .tag{padding:0 .45rem;background:var(--soft);border-radius:4px;font-size:.88rem}
    .why{color:var(--dim);font-size:.88rem;margin-left:.5rem}
    .fall{margin-top:.6rem;font-size:.84rem}
    .row,.ruler{display:grid;grid-template-columns:17rem minmax(0,1fr) 12rem;gap:0 .8rem;
    align-items:center}
    .row{padding:.12rem 0;border-bottom:1px solid var(--soft)}
    .ruler{position:relative;height:1.3rem;margin-left:17.8rem;margin-right:12.8rem;
    color:var(--dim);font-size:.76rem;display:block;border-bottom:1px solid var(--line)}
    .ruler span{position:absolute;transform:translateX(-50%);white-space:nowrap}
    .who{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
    .who b{display:inline-block;min-width:4.9rem;font-weight:600}
    .lane{position:relative;height:1.05rem;background:var(--soft);border-radius:2px}
    .span{position:absolute;top:.12rem;bottom:.12rem;min-width:3px;background:var(--c);
    border-radius:2px}
    .tick{position:absolute;top:-1px;bottom:-1px;width:0;border-left:2px solid var(--ink)}
    .took{font-variant-numeric:tabular-nums;color:var(--dim);overflow-wrap:anywhere}
    .took i{font-style:normal;font-size:.95em}

    """

  private static let media: Markup = """
    @media (max-width:44rem){
    body{padding:.8rem;font-size:14px}nav{margin:1rem -.8rem 0;padding:.35rem .8rem}
    h1{font-size:1.35rem}dd b{font-size:1.1rem}
    .tiles{grid-template-columns:repeat(2,minmax(0,1fr));gap:.4rem}
    .xs span:nth-child(even){visibility:hidden}
    .row{grid-template-columns:1fr;padding:.3rem 0}.ruler{margin:0}
    .ruler span:nth-child(even){visibility:hidden}
    .who b{min-width:0}.took{font-size:.95em}.bar{min-width:4rem}
    .why{display:block;margin:0}}
    @media print{:root{--bg:#fff;--soft:#f2f2f2;--ink:#000;--dim:#444}
    body{max-width:none;padding:0;font-size:10pt}nav,button,input{display:none}
    figure,tr,.timeline{break-inside:avoid}h2,h3{break-after:avoid}pre{max-height:none}
    .bar span,.span,.lane,.tiles div,tr.bad,ul.broke{print-color-adjust:exact;
    -webkit-print-color-adjust:exact}}

    """
}
