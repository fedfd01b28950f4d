export type Matrix = readonly number[]

/** What the second matrix does, and then the first. */
export const times = (m: Matrix, n: Matrix): number[] => [
  m[0]! * n[0]! + m[2]! * n[1]!,
  m[1]! * n[0]! + m[3]! * n[1]!,
  m[0]! * n[2]! + m[2]! * n[3]!,
  m[1]! * n[2]! + m[3]! * n[3]!,
  m[0]! * n[4]! + m[2]! * n[5]! + m[4]!,
  m[1]! * n[4]! + m[3]! * n[5]! + m[5]!,
]

type Point = readonly [number, number]

/** An area of a page: closed lines of points, and how they make an inside (ISO 32000 8.5.3.3). */
export type Shape = { rings: Point[][]; evenOdd: boolean }

/** How many numbers follow each step of a path as pdf.js lists it: move, line, curve, flat curve, close. */
const follow = [2, 2, 6, 4, 0] as const
const [MOVE, , , , CLOSE] = [0, 1, 2, 3, 4] as const

/** The lines of a path in the space that `matrix` leads to; curves become four lines each. */
const linesOf = (path: ArrayLike<number>, matrix: Matrix): Point[][] => {
  const lines: Point[][] = []
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix
  let line: Point[] = []
  const begin = (first: Point) => {
    line = [first]
    lines.push(line)
  }
  for (let i = 0; i < path.length; ) {
    const step = path[i]!
    const many = follow[step as 0] ?? path.length
    const points: Point[] = []
    for (let at = i + 1; at < i + 1 + many; at += 2) {
      const [x, y] = [path[at]!, path[at + 1]!]
      points.push([a * x + c * y + e, b * x + d * y + f])
    }
    i += 1 + many
    if (step === CLOSE) {
      const [first] = line
      if (!first) continue
      line.push(first)
      begin(first)
    } else if (step === MOVE || !line.length) begin(points[0]!)
    else line.push(...curve([line.at(-1)!, ...points]))
  }
  return lines
}

/** The area of a path in the space that `matrix` leads to. */
export const shapeOf = (path: ArrayLike<number>, matrix: Matrix, evenOdd: boolean): Shape => ({
  rings: linesOf(path, matrix).filter(({ length }) => length > 2),
  evenOdd,
})

/** The area that a line of this width along a path takes up, without its ends and corners. */
export const strokeOf = (path: ArrayLike<number>, matrix: Matrix, width: number): Shape => {
  const [a = 1, b = 0, c = 0, d = 1] = matrix
  const half = (width * Math.sqrt(Math.abs(a * d - b * c))) / 2
  const rings = linesOf(path, matrix).flatMap((line) =>
    line.slice(1).flatMap(([x1, y1], i): Point[][] => {
      const [x, y] = line[i]!
      const long = Math.hypot(x1 - x, y1 - y)
      if (!(long > 0 && half > 0)) return []
      const [dx, dy] = [((y - y1) / long) * half, ((x1 - x) / long) * half]
      return [
        [
          [x + dx, y + dy],
          [x1 + dx, y1 + dy],
          [x1 - dx, y1 - dy],
          [x - dx, y - dy],
        ],
      ]
    }),
  )
  return { rings, evenOdd: false }
}

/** Points along a curve by its control points (de Casteljau), without the first; of a line its end. */
const curve = (control: Point[]): Point[] => {
  if (control.length === 2) return [control[1]!]
  return [0.25, 0.5, 0.75, 1].map((share) => {
    let left = control
    while (left.length > 1)
      left = left
        .slice(1)
        .map(([x, y], i) => [left[i]![0] + (x - left[i]![0]) * share, left[i]![1] + (y - left[i]![1]) * share])
    return left[0]!
  })
}

/** A box given by two corners. */
export const boxShape = (corners: ArrayLike<number>, matrix: Matrix): Shape => {
  const [x = 0, y = 0, x1 = 1, y1 = 1] = Array.from(corners)
  return shapeOf([0, x, y, 1, x1, y, 1, x1, y1, 1, x, y1], matrix, false)
}

export const holds = ({ rings, evenOdd }: Shape, x: number, y: number): boolean => {
  let crossed = 0
  let wound = 0
  for (const ring of rings)
    for (let i = 0, [fromX, fromY] = ring.at(-1)!; i < ring.length; i++) {
      const [toX, toY] = ring[i]!
      if (fromY <= y !== toY <= y && fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX) > x) {
        crossed++
        wound += toY > fromY ? 1 : -1
      }
      ;[fromX, fromY] = [toX, toY]
    }
  return evenOdd ? crossed % 2 === 1 : wound !== 0
}

/** The box around an area. */
export const boundsOf = ({ rings }: Shape): { left: number; top: number; right: number; bottom: number } => {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const [x, y] of rings.flat()) {
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}
