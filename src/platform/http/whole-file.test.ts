import type { MultipartFile } from '@fastify/multipart'
import { expect, test } from 'vitest'
import { wholeFile } from './whole-file.ts'

const part = (given: { truncated: boolean; toBuffer: () => Promise<Buffer> }) =>
  ({ file: { truncated: given.truncated }, toBuffer: given.toBuffer }) as unknown as MultipartFile

test('a file comes whole or not at all: cut before its last piece was read, behind it, or not', async () => {
  const bytes = Buffer.from('公开')
  const given = async () => bytes
  const refused = expect.objectContaining({ status: 413, message: '太大了' })
  expect(await wholeFile(part({ truncated: false, toBuffer: given }), '太大了')).toBe(bytes)
  await expect(wholeFile(part({ truncated: true, toBuffer: given }), '太大了')).rejects.toEqual(refused)
  const thrown = () => Promise.reject(new Error('request file too large'))
  await expect(wholeFile(part({ truncated: true, toBuffer: thrown }), '太大了')).rejects.toEqual(refused)
})
