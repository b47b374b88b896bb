/// What a page with script can do beyond the static one: point, hide, enlarge, filter, copy.
///
/// It takes everything from the page and adds nothing that a reader without it would miss.
enum ReportScript {
  static let text = tools + charts + points + tables

  private static let tools: Markup = #"""
    'use strict';
    const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
    const make = (name, text, parent) => {
      const element = document.createElement(name);
      element.textContent = text;
      if (parent) parent.append(element);
      return element;
    };
    const seconds = value => {
      if (value >= 120) return (value / 60).toPrecision(3) + ' min';
      if (value >= 1) return value.toPrecision(3) + ' s';
      return value >= 1e-3 ? (value * 1e3).toPrecision(3) + ' ms'
        : (value * 1e6).toPrecision(3) + ' µs';
    };
    for (const line of all('.repeat')) {
      const button = make('button', 'Copy', line);
      button.onclick = async () => {
        const text = line.querySelector('code').textContent;
        try { await navigator.clipboard.writeText(text); } catch {
          getSelection().selectAllChildren(line.querySelector('code'));
          document.execCommand('copy');
        }
        button.textContent = 'Copied';
        setTimeout(() => { button.textContent = 'Copy'; }, 1500);
      };
    }
    const press = (element, act) => {
      element.tabIndex = 0;
      element.setAttribute('role', 'button');
      element.onclick = act;
      element.onkeydown = event => {
        if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); act(); }
      };
    };

    """#

  /// Enlarging a chart, and hiding what its legend names.
  private static let charts: Markup = #"""
    for (const chart of all('.chart')) {
      const grow = make('button', 'Enlarge', chart.querySelector('figcaption'));
      grow.onclick = () => {
        grow.textContent = chart.classList.toggle('big') ? 'Reduce' : 'Enlarge';
      };
      for (const item of all('.legend li', chart)) {
        const shapes = all('[data-name]', chart)
          .filter(shape => shape.dataset.name === item.textContent)
          .flatMap(shape => shape.nextElementSibling
            ?.classList.contains('hole') ? [shape, shape.nextElementSibling] : [shape]);
        if (shapes.length === 0) continue;
        press(item, () => {
          const off = item.classList.toggle('off');
          item.setAttribute('aria-pressed', String(off));
          for (const shape of shapes) shape.style.display = off ? 'none' : '';
        });
      }
    }
    const place = (svg, event) => {
      const box = svg.getBoundingClientRect();
      const x = (event.clientX - box.left) / box.width * 1000;
      const y = (event.clientY - box.top) / box.height * 1000;
      return { x: Math.min(Math.max(x, 0), 1000), y, box };
    };
    const value = (svg, x) => {
      const lower = Number(svg.dataset.lower), upper = Number(svg.dataset.upper);
      return svg.dataset.scale === 'linear' ? lower + (upper - lower) * x / 1000
        : lower * Math.pow(upper / lower, x / 1000);
    };
    const watch = (chart, say) => {
      const plot = chart.querySelector('.plot'), svg = plot.querySelector('svg');
      const tip = make('div', '', plot);
      tip.className = 'tip';
      tip.hidden = true;
      svg.onpointerleave = () => { tip.hidden = true; };
      svg.onpointermove = event => {
        const at = place(svg, event), text = say(svg, at);
        tip.hidden = !text;
        tip.textContent = text || '';
        const base = plot.getBoundingClientRect(), left = event.clientX - base.left;
        const room = plot.clientWidth - tip.offsetWidth - 4;
        tip.style.left = Math.max(0, Math.min(left + 12, room)) + 'px';
        tip.style.top = (event.clientY - base.top + 14) + 'px';
      };
    };

    """#

  /// Shares below the pointer, and the request next to it.
  private static let points: Markup = #"""
    const shareAt = (path, x) => {
      let share = 0;
      for (const step of path.steps) { if (step[0] > x) break; share = 1 - step[1] / 1000; }
      return share;
    };
    for (const chart of all('.chart[data-kind=cdf]')) {
      const paths = all('path.line', chart).map(path => ({
        name: path.dataset.name, path,
        steps: Array.from(path.getAttribute('d').matchAll(/H([\d.]+)V([\d.]+)/g),
          match => [Number(match[1]), Number(match[2])]),
      }));
      watch(chart, (svg, at) => 'at most ' + seconds(value(svg, at.x)) + '\n' + paths
        .filter(path => path.path.style.display !== 'none')
        .map(path => path.name + ': ' + (shareAt(path, at.x) * 100).toFixed(1) + ' %').join('\n'));
    }
    const sample = JSON.parse(document.getElementById('sample')?.textContent || 'null');
    for (const chart of sample ? all('.chart[data-kind=scatter]') : []) {
      const dots = all('[data-name]', chart).map(path => {
        const rows = sample.id.map((id, row) => row).filter(row => sample.ttft[row] !== null
          && sample.e2e[row] !== null && sample.outcome[row] === path.dataset.name);
        return Array.from(path.getAttribute('d').matchAll(/M([\d.]+) ([\d.]+)h0/g),
          (match, index) => [Number(match[1]), Number(match[2]), rows[index], path]);
      }).flat();
      watch(chart, (svg, at) => {
        let best = null, least = 14;
        for (const dot of dots) {
          if (dot[3].style.display === 'none') continue;
          const far = Math.hypot((dot[0] - at.x) / 1000 * at.box.width,
            (dot[1] - at.y) / 1000 * at.box.height);
          if (far < least) { least = far; best = dot; }
        }
        if (!best) return '';
        const row = best[2];
        return sample.id[row] + ': ' + sample.outcome[row] + '\nfirst token '
          + seconds(sample.ttft[row]) + ', end ' + seconds(sample.e2e[row]);
      });
    }

    """#

  /// A filter for the long table.
  private static let tables: Markup = #"""
    for (const box of all('.rows')) {
      const rows = all('tbody tr', box);
      if (rows.length < 6) continue;
      const field = make('input', '');
      field.type = 'search';
      field.placeholder = 'Filter, such as: team spec';
      field.setAttribute('aria-label', 'Filter the rows');
      field.oninput = () => {
        const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
        for (const row of rows) {
          const text = row.textContent.toLowerCase();
          row.hidden = !words.every(word => text.includes(word));
        }
      };
      box.prepend(field);
    }

    """#
}
