import { z } from 'zod'

/** Shapes of proofs in the public JSON. Hashes are base64, as in checkpoints. */

const seq = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const hash = z.string().describe('32 字节，base64')
const path = z.array(hash)

export const keyQuery = z.object({
  form: z.enum(['note', 'pem']).default('note').describe('note：name+id+key 一行；pem：供 openssl 使用'),
})

export const inclusionQuery = z.object({
  seq: seq.describe('日志序号，从 1 起；叶子编号为 seq-1'),
  size: seq.optional().describe('树的大小，默认为最新核验点的大小'),
})
export const inclusionAnswer = z.object({
  seq: z.number(),
  size: z.number(),
  line: z.string().describe('日志行原文；叶子哈希 = SHA-256(0x00 ‖ line)'),
  leafHash: hash,
  proof: path.describe('从叶子到根的路径，由近到远（RFC 9162 2.1.3）'),
  root: hash,
})

export const consistencyQuery = z.object({
  from: seq.describe('较早的大小'),
  to: seq.optional().describe('较晚的大小，默认为最新核验点的大小'),
})
export const consistencyAnswer = z.object({
  from: z.number(),
  to: z.number(),
  oldRoot: hash,
  newRoot: hash,
  proof: path.describe('RFC 9162 2.1.4'),
})

export const recordProofAnswer = z.object({
  id: z.number(),
  url: z.string(),
  checkpoint: z.string().nullable().describe('签名的核验点（C2SP tlog-checkpoint）；尚未签发第一个核验点时为 null'),
  key: z.string().nullable().describe('核验点的公钥 name+id+key'),
  entries: z.array(
    z.object({
      seq: z.number(),
      kind: z.string(),
      standing: z
        .enum(['current', 'superseded', 'withdrawn'])
        .describe('current：构成现状；superseded：已被新版替代；withdrawn：内容已撤回'),
      line: z.string().describe('日志行原文，含 payloadHash'),
      payload: z
        .string()
        .nullable()
        .describe('公开时的 JSON 原文，其 SHA-256 为 payloadHash；已替代的可从 /api/v1/log 取，已撤回的不再提供'),
      leafHash: hash,
      proof: path.nullable().describe('到核验点之根的路径；公开后几秒内、下一个核验点签发之前为 null'),
    }),
  ),
})
