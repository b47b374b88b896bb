/// The looks of the error page; a part of it, since a failing site can load nothing else.
enum EdgeErrorStyle {
  static let css = """
    * { box-sizing: border-box; }
    html, body { margin: 0; padding: 0; background: #fff; color: #333; }
    body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
    a { color: #1f6fb2; text-decoration: none; }
    a:hover, a:focus { text-decoration: underline; }
    h1, h2, h3, p { margin: 0; font-weight: 400; }
    #error-wrapper { max-width: 60rem; margin: 0 auto; }
    .banner { padding: 3rem 1.25rem 2rem; }
    .banner h1 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .75rem; }
    .banner .title { font-size: 2.5rem; line-height: 1.15; color: #222; }
    .banner .code { padding: .15rem .6rem; border-radius: .3rem; background: #eee; }
    .banner .code { font-size: .9rem; color: #555; white-space: nowrap; }
    .banner p { margin-top: .75rem; }
    .banner .time { font-size: .85rem; color: #767676; }
    .path { display: flex; background: linear-gradient(#f2f2f2, #fafafa); }
    .hop { position: relative; flex: 1 1 0; padding: 2rem 1rem; text-align: center; }
    .hop + .hop::before { position: absolute; top: 4rem; left: -1.5rem; width: 3rem; }
    .hop + .hop::before { border-top: 3px dotted #bbb; content: ""; }
    .hop .picture { display: block; width: 4rem; height: 4rem; margin: 0 auto .75rem; }
    .hop .name { display: block; font-size: .85rem; color: #767676; overflow-wrap: anywhere; }
    .hop .role { font-size: 1.25rem; color: #333; }
    .hop .state { font-size: 1.1rem; font-weight: 600; }
    .is-working, .is-working .state { color: #3f8f29; }
    .is-failing, .is-failing .state { color: #b8322a; }
    .is-failing { background: #fdf3f2; }
    .text { display: flex; flex-wrap: wrap; gap: 2rem; padding: 2rem 1.25rem; }
    .text .part { flex: 1 1 20rem; }
    .text h2 { margin-bottom: .75rem; font-size: 1.6rem; color: #222; }
    .text h3 { margin-top: 1rem; font-size: 1rem; font-weight: 600; }
    .text p { margin-bottom: .5rem; }
    .foot { padding: 1rem 1.25rem 3rem; border-top: 1px solid #e2e2e2; text-align: center; }
    .foot .item { display: inline-block; margin: 0 .75rem; font-size: .8rem; color: #767676; }
    .foot b { font-weight: 600; color: #444; }
    @media (max-width: 40rem) {
      .banner { padding-top: 1.5rem; }
      .banner .title { font-size: 1.75rem; }
      .path { flex-direction: column; }
      .hop { padding: 1.25rem 1rem; text-align: left; }
      .hop + .hop::before { display: none; }
      .hop .picture { float: left; width: 3rem; height: 3rem; margin: 0 1rem 0 0; }
    }
    @media (prefers-color-scheme: dark) {
      html, body { background: #1d1d1d; color: #ddd; }
      .banner .title, .text h2, .hop .role, .foot b { color: #eee; }
      .banner .code { background: #333; color: #ccc; }
      .path { background: #262626; }
      .is-failing { background: #3a2422; }
      .foot { border-color: #3a3a3a; }
    }
    """
}
