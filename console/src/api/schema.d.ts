import type * as C from './contract.ts'

type Json<T> = { content: { 'application/json': T } }
type Op<R, Q = never, P = never, B = never> = {
  parameters: { query?: Q; path: P; header?: Record<string, string> }
  requestBody: Json<B>
  responses: { 200: Json<R>; default: { content: { 'application/problem+json': C.Problem } } }
}
type Get<R, Q = never, P = never> = {
  get: {
    parameters: ([Q] extends [never] ? { query?: never } : { query?: Q }) &
      ([P] extends [never] ? { path?: never } : { path: P })
    responses: Op<R>['responses']
  }
}
type Send<M extends string, R, B = never, P = never, Q = never> = {
  [K in M]: {
    parameters: { header?: Record<string, string> } & ([Q] extends [never] ? { query?: never } : { query?: Q }) &
      ([P] extends [never] ? { path?: never } : { path: P })
    responses: Op<R>['responses']
  } & ([B] extends [never] ? { requestBody?: never } : { requestBody: Json<B> })
}
type Id = { id: number }
type Reason = { reason: string }

export type paths = {
  '/api/session': Get<C.Me> & Send<'post', C.Me, { username: string; password: string }> & Send<'delete', unknown>
  '/api/session/password': Send<'put', unknown, { current: string; next: string }>
  '/api/to-do': Get<C.ToDo>
  '/api/to-do/count': Get<{ count: number }>
  '/api/lookups': Get<C.Lookups>
  '/api/records': Get<C.Page<C.RecordRow>, Record<string, string | number | boolean | undefined>> &
    Send<'post', C.RecordDetail, C.DraftFields & { unitId: number }>
  '/api/records/{id}': Get<C.RecordDetail, never, Id>
  '/api/records/{id}/draft': Send<'put', C.RecordDetail, C.DraftFields & { baseRevision: number }, Id> &
    Send<'delete', C.RecordDetail, Reason, Id>
  '/api/records/checks': Send<'post', { issues: C.Issue[] }, C.DraftFields & { recordId?: number }>
  '/api/records/{id}/submission': Send<'post', C.RecordDetail, { reason?: string }, Id>
  '/api/records/{id}/approval': Send<
    'post',
    C.RecordDetail,
    { reason: string; revision: number; acknowledged: string[] },
    Id
  >
  '/api/records/{id}/return': Send<'post', C.RecordDetail, Reason & { revision: number }, Id>
  '/api/records/{id}/doubt': Send<'post', C.RecordDetail, Reason & { revision: number }, Id>
  '/api/records/{id}/clearance': Send<'post', C.RecordDetail, Reason & { revision: number }, Id>
  '/api/records/{id}/correction': Send<'post', C.RecordDetail, Reason, Id>
  '/api/records/{id}/withdrawal': Send<'post', C.RecordDetail, Reason & { ground: string }, Id>
  '/api/records/{id}/repeal': Send<'post', C.RecordDetail, Reason & { repealedOn: string; repealedBy: string }, Id>
  '/api/records/{id}/compare': Get<C.Comparison, { from: string; to: string }, Id>
  '/api/units': Get<C.Unit[]> & Send<'post', C.Unit, Record<string, unknown>>
  '/api/units/{id}': Send<'put', C.Unit, Record<string, unknown>, Id>
  '/api/units/{id}/dissolution': Send<'post', C.Unit, { on: string; mergedIntoId?: number }, Id>
  '/api/people': Get<C.Page<C.Person>, { q?: string; unitId?: number; page?: number; size?: number }> &
    Send<
      'post',
      C.Person,
      { username: string; name: string; password: string; posts: { unitId: number; role: string; title: string }[] }
    >
  '/api/people/{id}': Send<'put', C.Person, { name: string; active: boolean }, Id>
  '/api/people/{id}/password': Send<'post', unknown, { password: string }, Id>
  '/api/people/{id}/unlock': Send<'post', unknown, never, Id>
  '/api/people/{id}/posts': Send<'post', unknown, { unitId: number; role: string; title: string }, Id>
  '/api/people/{id}/posts/{postId}': Send<'delete', unknown, never, Id & { postId: number }>
  '/api/people/{id}/sessions': Send<'delete', unknown, never, Id>
  '/api/catalogue/sectors': Get<C.Sector[]>
  '/api/catalogue/items': Get<
    C.Page<C.CatalogueItem>,
    { sectorId?: number; q?: string; empty?: boolean; page?: number; size?: number }
  >
  '/api/catalogue/imports': Get<C.ImportRun[]>
  '/api/catalogue/columns': Get<C.StatutoryColumn[]>
  '/api/calendar': Get<C.CalendarYears>
  '/api/calendar/{year}': Get<C.CalendarYear, never, { year: number }>
  '/api/calendar/deadline': Get<C.Deadline, { from: string; workingDays: number }>
  '/api/audit': Get<
    C.AuditPage,
    { actor?: string; action?: string; subject?: string; from?: string; to?: string; before?: number; size?: number }
  >
  '/api/audit/verification': Send<'post', C.AuditVerdict>
  '/api/publication-log/status': Get<C.LogStatus>
  '/api/overview': Get<C.Overview>
}
