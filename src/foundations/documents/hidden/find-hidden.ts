import type { HiddenFinding } from './finding.ts'
import { inspect } from './inspect.ts'

/**
 * What a file would tell the public beside what its reader sees: earlier wording, comments, hidden cells, names, places,
 * files inside it. Works on .docx .xlsx .pptx .pdf .ofd, pictures, members of a .zip, and as far as they can be read
 * .doc .xls .ppt. Never throws; a file that cannot be looked into has the finding 'unreadable'. (条例 第十四条, 第十五条,
 * 第十七条; 个人信息保护法 第二十五条)
 */
export const findHidden = async (bytes: Uint8Array, fileName: string): Promise<HiddenFinding[]> =>
  (await inspect(bytes, fileName)).findings
