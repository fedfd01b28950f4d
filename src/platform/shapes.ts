import { z } from 'zod'

/** Shapes of what people type and programs send. What they let through, PostgreSQL can store. */

/** An id in an address: 1 … 2^31-1, so that a made-up number is 422 and never an error of the database. */
export const id = z.coerce.number().int().min(1).max(2_147_483_647)
export const idParams = z.object({ id })

/**
 * Characters that nobody sees and that turn a line round, hide in a word or ring a bell: control characters but tab and
 * line ends, embeddings, overrides and isolates of direction, zero-width space and joiner, byte order mark. The marks
 * and joiners that Uyghur and Mongolian are written with stay.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
const unseen = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing exactly that character is the point
const storable = /^[^\u0000]*$/

/** Text without NUL, which PostgreSQL cannot hold. */
export const storableText = (max: number) => z.string().max(max).regex(storable, '不能包含空字符')

/** Text a person types: trimmed, without characters that nobody sees and without NUL, at most `max` characters. */
export const text = (max: number) =>
  z
    .string()
    .overwrite((typed) => typed.replace(unseen, ''))
    .trim()
    .max(max)
    .regex(storable, '不能包含空字符')

export const requiredText = (max: number) => text(max).min(1, '不能为空')

/** An existing day YYYY-MM-DD between 1949 and 2199. */
export const day = z.iso.date().refine((value) => value >= '1949-01-01' && value < '2200-01-01', '日期超出了允许的范围')
