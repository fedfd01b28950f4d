/** Every sentence of this folder that a clerk reads. Functions take what the sentence names. */

const megabytes = (bytes: number) => `${Math.max(0.1, Math.round((bytes / 1024 / 1024) * 10) / 10)} MB`

/** Why a file may not be attached. */
export const refusalWords = {
  empty: () => '这个文件是空的（0 字节），请重新选择。',
  'too-large': (size: number, limit: number) =>
    `文件有 ${megabytes(size)}，超过了 ${megabytes(limit)} 的上限，请压缩或拆分后再上传。`,
  executable: () => '这是可执行程序或脚本，不能作为附件发布。',
  'active-content': () => '这类文件打开时可能运行程序（网页或 SVG 图形），不能作为附件。请转成 PDF 或 Word 后再上传。',
  macros: () => '文件里含有宏程序，不能发布。请在 Word、WPS 或 Excel 中另存为不含宏的格式后再上传。',
  'pdf-script': () => '这个 PDF 里含有脚本或自动运行的动作，不能发布。请重新“打印为 PDF”后再上传。',
  encrypted: () => '文件设了密码，无法检查其中的内容。请取消密码后再上传。',
  'broken-archive': () => '压缩包或文档已损坏，打不开。请在本机确认能打开后重新上传。',
  'unsafe-archive': (name: string) => `压缩包里有不能发布的文件“${name}”，请去掉后再上传。`,
  'opaque-archive': () => '这种压缩格式无法检查内容，请改用 zip，或把文件逐个上传。',
  'not-allowed': () =>
    '不支持这种类型的附件。可以上传 Word、WPS、Excel、PDF、OFD、PPT、文本、图片、zip、音频和视频文件。',
} as const

/** Why a file cannot be turned into text. */
export const unreadableWords = {
  empty: () => '这个文件是空的（0 字节），请重新选择。',
  'broken-file': () => '文件已损坏，打不开。请在本机确认能打开后重新上传。',
  encrypted: () => '文件设了密码，读不出内容。请取消密码后再上传。',
  'too-large': () => '文件解开后过大，无法转成正文。可以作为附件上传。',
  'scanned-pdf': () =>
    '这个 PDF 是扫描图片，没有文字，读不出正文。可以作为附件上传，正文请用 Word 原稿导入或手工录入。',
  'garbled-pdf': () => '这个 PDF 的文字是乱码，不能用作正文。可以作为附件上传，正文请用 Word 原稿导入或手工录入。',
  'no-text': () => '文件里没有文字，读不出正文。可以作为附件上传。',
  'attach-only': (label: string) => `${label}可以作为附件上传，但不能转成正文。请另存为 Word（.docx）后再导入。`,
  'not-supported': () => '读不出这种类型的文件。正文可以从 Word、网页、Excel、PDF、OFD 或文本文件导入。',
} as const

/** Things to look at after a file has been read. */
export const warningWords = {
  'extension-mismatch': (claimed: string, actual: string) =>
    `文件扩展名是“.${claimed}”，内容其实是“.${actual}”，已按内容读取。`,
  'images-dropped': (n: number) => `有 ${n} 张图片没有带入正文，需要的请作为附件上传。`,
  'hidden-text': (n: number) => `原文件里有 ${n} 处隐藏文字，没有带入正文。发布原文件前请先清除。`,
  'tracked-changes': (n: number) => `原文件里有 ${n} 处修订痕迹，已按“接受修订”读取。发布原文件前请先清除修订。`,
  comments: (n: number) => `原文件里有 ${n} 条批注，没有带入正文。发布原文件前请先删除批注。`,
  'embedded-objects': () => '原文件里嵌有其他文件（对象），没有带入正文。',
  'scripts-dropped': () => '网页里的脚本、表单或嵌入内容没有带入正文。',
  'hidden-sheets': (names: string) => `隐藏的工作表没有带入：${names}。发布原文件前请先删除。`,
  'hidden-rows': (sheet: string, n: number) =>
    `工作表“${sheet}”有 ${n} 个隐藏的行或列，没有带入。发布原文件前请先删除。`,
  'rows-cut': (sheet: string, kept: number, all: number) =>
    `工作表“${sheet}”共 ${all} 行，只带入了前 ${kept} 行，完整内容请作为附件上传。`,
  'columns-cut': (sheet: string, kept: number) => `工作表“${sheet}”列数过多，只带入了前 ${kept} 列。`,
  'charset-guessed': (charset: string) => `文件没有写明编码，按 ${charset} 读取，请核对文字。`,
  'lossy-text': () => '文件里有读不出的字符，请核对正文。',
  'layout-guessed': () => '正文是按版面位置还原的，段落和表格可能与原件不同，请核对。',
  'tables-flattened': () => '旧版 Word 格式中的表格只能大致还原，自动编号也可能丢失，请对照原件核对。',
  'some-pages-without-text': (pages: string) => `第 ${pages} 页没有文字（可能是扫描图片），没有带入正文。`,
  'author-data': (names: string) => `原文件的属性里写有个人信息（${names}）。发布原文件前请先清除文件属性。`,
} as const

/** Names of kinds that can only be attached. */
export const kindLabels = {
  ppt: '演示文稿',
  pptx: '演示文稿',
  image: '图片',
  zip: '压缩包',
  media: '音频或视频',
} as const
