import fc from 'fast-check'

/** Values that have hurt programs before: types, sizes, dates, text and names that no form would send. */

const words = '公开 预算 通知 2026 年 '
export const wildText: readonly string[] = [
  '',
  ' ',
  '　',
  '\u0000',
  'a\u0000b',
  '\u0001\u0008\u001f\u007f',
  '\r\nSet-Cookie: a=b',
  '\u202e反向\u202c\u2066隔离\u2069',
  '\ufeff\u200b\u200d零宽',
  '\ud800',
  '\udfff尾',
  '👩‍👩‍👧‍👦'.repeat(50),
  'é'.normalize('NFD').repeat(200),
  '长'.repeat(5_000),
  'A'.repeat(100_000),
  words.repeat(2_500),
  '预算 OR 决算',
  '"预算',
  '"""',
  "'; drop table person; --",
  "' OR '1'='1",
  'NEAR(预算 决算, 2)',
  'title:预算 AND NOT *',
  '^预算*',
  '((((((((((',
  '* * * -',
  '%',
  '_%\\',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '%00%0a',
  '$\u007b7*7}{{7*7}}<%= 7*7 %>',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">a</a>',
  '<iframe src="//example.org"></iframe>',
  '<p>'.repeat(3_000),
  '<!--',
  "=cmd|'/c calc'!A1",
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '9999-12-31',
  '+275760-09-13',
  '-000001-01-01',
  '2026-02-28T25:61:61Z',
  '9999-12-31T23:59:59+99:99',
  '1e400',
  '-0',
  'NaN',
  'Infinity',
  '0x10',
  '１２',
  'true',
  'null',
  'undefined',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  '110101199003070038',
  'http://127.0.0.1:22/',
  'file:///etc/passwd',
  'a'.repeat(64),
  '0'.repeat(64),
]

export const wildNumbers: readonly number[] = [
  0,
  -0,
  -1,
  1,
  2,
  0.5,
  -0.5,
  1e9,
  1e12,
  -1e12,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_649,
  2 ** 53,
  2 ** 53 + 2,
  1.7976931348623157e308,
  -1.7976931348623157e308,
  5e-324,
  9_999,
  99_999,
]

const deep = (depth: number, wrap: (inner: unknown) => unknown) => {
  let value: unknown = 1
  for (let n = 0; n < depth; n++) value = wrap(value)
  return value
}

/** Any JSON value that is probably not what was asked for. */
export const wild: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...wildText) },
  { weight: 4, arbitrary: fc.constantFrom(...wildNumbers) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], { a: 1 }, [{}]) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('array', 'object', 'long', 'names').map((kind) => {
      if (kind === 'array') return deep(1_000, (inner) => [inner])
      if (kind === 'object') return deep(1_000, (inner) => ({ a: inner }))
      if (kind === 'long') return Array.from({ length: 20_000 }, (_, i) => i)
      return JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":1}')
    }),
  },
)

/** Bytes that are no JSON, or not quite. */
export const wildBody: fc.Arbitrary<Buffer> = fc.oneof(
  fc.constantFrom(
    Buffer.alloc(0),
    Buffer.from('{'),
    Buffer.from('{"title":'),
    Buffer.from('{"title":"\\ud800"}'),
    Buffer.from('{"__proto__":{"a":1}}'),
    Buffer.from('{"a":1,"a":2}'),
    Buffer.from('['.repeat(50_000)),
    Buffer.from(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`),
    Buffer.from('1e999999'),
    Buffer.from('"'),
    Buffer.from('null'),
    Buffer.from([0xff, 0xfe, 0x00, 0x7b]),
    Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xc3, 0x28, 0x22, 0x7d]),
    Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xb9, 0xab, 0xbf, 0xaa]), Buffer.from('"}')]),
    Buffer.from('<a><b/></a>'),
    Buffer.from('a=1&b=2'),
  ),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
)

export const contentTypes = [
  'application/json',
  'application/json; charset=gbk',
  'application/json; charset=',
  'text/plain',
  'text/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=x',
  'multipart/mixed; boundary=x',
  'application/octet-stream',
  'nonsense',
  '*/*',
  ';;;',
] as const
