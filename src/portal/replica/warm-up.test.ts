import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chained } from '../../foundations/publication-log/chained.ts'
import { openReplica } from './open-replica.ts'
import { publish, record } from './testing.ts'
import { warmUp } from './warm-up.ts'
import { openReplicaWriter } from './writer.ts'

test('asks what citizens often ask, then the titles of the newest items, one a step, and notes none of it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'warm-up-'))
  const path = join(dir, 'r.sqlite')
  const writer = openReplicaWriter(path)
  const replica = openReplica(path)
  const asked: string[] = []
  const heard: typeof replica = {
    ...replica,
    search(query) {
      asked.push(query.q)
      return replica.search(query)
    },
  }
  try {
    expect(warmUp(heard)()).toBe(true)
    const titles = Array.from({ length: 90 }, (_, i) => `关于第${i + 1}批节水奖补的公告`)
    writer.apply([...chained(titles.map((title, i) => publish(record(i + 1, title, '各村'))))])
    for (let n = 0; n < 3; n++) replica.noteQuery('公租房')
    const step = warmUp(heard)
    let steps = 0
    while (!step()) {
      steps++
      expect(asked).toHaveLength(steps)
    }
    expect(asked[0]).toBe('公租房')
    expect(asked.slice(1).toSorted()).toEqual(
      replica
        .list({ page: 1, size: 80 })
        .items.map((one) => one.title)
        .toSorted(),
    )
    expect(replica.popularQueries(5)).toEqual(['公租房'])
  } finally {
    replica.close()
    writer.close()
    rmSync(dir, { recursive: true })
  }
})
