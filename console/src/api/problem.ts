import type { FieldIssue, Problem } from './contract.ts'
import { problems } from './words.zh.ts'

/** A refusal of the office. `message` is a sentence to show; `issues` point at fields. */
export class ProblemError extends Error {
  readonly status: number
  readonly title: string
  readonly issues: FieldIssue[]
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.name = 'ProblemError'
    this.status = problem.status
    this.title = problem.title
    this.issues = problem.issues ?? []
    this.problem = problem
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && typeof (body as Problem).title === 'string'

/** The problem document of an answer, or a sentence of our own when the office answered something else. */
export function problemOf(body: unknown, status: number): ProblemError {
  if (isProblem(body)) return new ProblemError({ ...body, status: body.status ?? status })
  const sentence = status >= 500 ? problems.broken : problems.refused(status)
  return new ProblemError({ title: sentence, status })
}

/** The sentence to show for anything that was thrown while talking to the office. */
export function sentenceOf(error: unknown): string {
  return error instanceof ProblemError ? error.message : problems.unreachable
}
