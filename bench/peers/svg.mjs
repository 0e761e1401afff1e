// Plots as plain SVG: readable in a browser and on the repository's page, with a light and a dark background.
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [760, 340, 60, 60, 50];
const COLOURS = ['#2563eb', '#64748b', '#f59e0b', '#dc2626', '#7c3aed'];

/** Groups of bars; the value is above each. */
export function bars({ title, series, groups }) {
  const most = Math.max(...groups.flatMap(({ values }) => values));
  const wide = (WIDTH - LEFT - 20) / groups.length;
  const bar = (wide * 0.8) / series.length;
  const body = groups.flatMap(({ name, values }, index) => {
    const left = LEFT + index * wide + wide * 0.1;
    return [
      ...values.map((value, place) => {
        const height = (value / most) * (HEIGHT - TOP - BOTTOM);
        const [x, y] = [left + place * bar, HEIGHT - BOTTOM - height];
        return (
          `<rect x="${round(x)}" y="${round(y)}" width="${round(bar * 0.9)}" height="${round(height)}" fill="${COLOURS[place]}"/>` +
          label(x + bar * 0.45, y - 5, short(value), 10)
        );
      }),
      label(left + wide * 0.4, HEIGHT - BOTTOM + 18, name, 12),
    ];
  });
  return page(title, [...legend(series), ...body]);
}

/** Lines over a logarithmic axis; `points` are `[x, y]`. */
export function lines({ title, unit, lines: drawn }) {
  const xs = drawn.flatMap(({ points }) => points.map(([x]) => x));
  const most = Math.max(...drawn.flatMap(({ points }) => points.map(([, y]) => y)));
  const [first, last] = [Math.log10(Math.min(...xs)), Math.log10(Math.max(...xs))];
  const place = ([x, y]) => [
    LEFT + ((Math.log10(x) - first) / (last - first)) * (WIDTH - LEFT - 60),
    HEIGHT - BOTTOM - (y / most) * (HEIGHT - TOP - BOTTOM),
  ];
  const body = drawn.flatMap(({ points }, index) => {
    const at = points.map(place);
    const path = at.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
    return [
      `<polyline points="${path}" fill="none" stroke="${COLOURS[index]}" stroke-width="2"/>`,
      ...at.map(([x, y], number) => label(x, y - 8, short(points[number][1]), 10)),
    ];
  });
  const axis = [...new Set(xs)].map((x) => label(place([x, 0])[0], HEIGHT - BOTTOM + 18, x.toLocaleString('en'), 12));
  return page(title, [
    ...legend(drawn.map(({ name }) => name)),
    ...body,
    ...axis,
    label(WIDTH / 2, HEIGHT - 18, unit, 12),
  ]);
}

function page(title, parts) {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">`,
    '<style>text{font-family:system-ui,sans-serif;fill:#334155;text-anchor:middle}</style>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    label(WIDTH / 2, 18, title, 14),
    `<line x1="${LEFT}" y1="${HEIGHT - BOTTOM}" x2="${WIDTH - 20}" y2="${HEIGHT - BOTTOM}" stroke="#94a3b8"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function legend(names) {
  return names.map((name, index) => {
    const x = LEFT + index * 170;
    return `<rect x="${x}" y="27" width="10" height="10" fill="${COLOURS[index]}"/><text x="${x + 15}" y="36" font-size="11" style="text-anchor:start">${name}</text>`;
  });
}

function label(x, y, text, size) {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}">${text}</text>`;
}

function short(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1);
}

function round(value) {
  return Math.round(value * 10) / 10;
}
