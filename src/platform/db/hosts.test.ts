import { expect, test } from 'vitest'
import { hostsOf } from './hosts.ts'

test.each([
  ['postgresql://u:p@a:5432/x', ['postgresql://u:p@a:5432/x']],
  [
    'postgresql://u:p@a:5432,b:5433/x?target_session_attrs=read-write',
    ['postgresql://u:p@a:5432/x', 'postgresql://u:p@b:5433/x'],
  ],
  [
    'postgres://u@a,b/x?sslmode=require&target_session_attrs=any',
    ['postgres://u@a/x?sslmode=require', 'postgres://u@b/x?sslmode=require'],
  ],
  ['postgresql://[::1]:5432,b/x', ['postgresql://[::1]:5432/x', 'postgresql://b/x']],
  ['postgresql:///x?host=/run/postgresql', ['postgresql:///x?host=%2Frun%2Fpostgresql']],
])('%s', (url, hosts) => {
  expect(hostsOf(url)).toEqual(hosts)
})
