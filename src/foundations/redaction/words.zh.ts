/** Every sentence of this folder that a clerk or an applicant reads. */

/** Why no copy could be made. */
export const refusalWords = {
  empty: '这个文件是空的（0 字节），请重新选择。',
  'broken-file': '文件已损坏，打不开，不能作区分处理。请在本机确认能打开后重新上传。',
  encrypted: '文件设了密码，不能作区分处理。请取消密码后重新上传。',
  'too-large': '文件页数过多或图片过大，不能在这里作区分处理。请拆分后再处理。',
  'not-supported': '这种格式的文件不能直接遮盖。请先另存或打印为 PDF，再作区分处理。',
  'picture-kind': '这种格式的图片（TIFF、HEIC 等）不能直接遮盖。请先转成 PDF、JPEG 或 PNG，再作区分处理。',
  'word-parts':
    '这个 Word 文件里含有无法逐一检查的内容（宏、嵌入的文档或不能清除的隐藏数据）。请先另存或打印为 PDF，再作区分处理。',
  'word-traces': '遮盖后，Word 文件的内部数据里仍有被遮盖的文字，没有生成副本。请先另存或打印为 PDF，再作区分处理。',
  'no-such-page': '有遮盖标记指向文件中不存在的页，请刷新页面后重新标记。',
  'no-such-block': '有遮盖标记指向文件中不存在的段落或文字，请刷新页面后重新标记。',
  'wrong-mark': '遮盖标记与文件格式不符：PDF 和图片按页面区域标记，Word 文件按文字标记。',
  'too-many-marks': '遮盖标记太多（超过 1 万处）。请改为整页或整段不予公开，或者拆分文件后再处理。',
  lost: '文件处理时间过长或过于复杂，没有完成。请拆分文件或转成 PDF 后重试。',
} as const

/** What went beside the marked places. */
export const removedWords = {
  properties: '作者、标题等文件属性',
  attachments: '附件、脚本、书签和旧版本',
  annotations: '批注、表单和链接（看得见的印章、表单内容已并入页面）',
  'hidden-data': '修订痕迹、批注、隐藏文字、缩略图等隐藏数据',
  links: '超链接和自动更新的域（文字保留）',
  'alt-text': '图片的替代文字',
  controls: '内容控件和书签名（文字保留）',
  'picture-data': '图片的拍摄地点、设备、时间等信息',
} as const

/** Why a page without a mark became a picture too. */
export const flattenedWords = {
  layers: (pages: string) => `第 ${pages} 页含有图层，已按看到的样子转成图片。`,
  cropped: (pages: string) => `第 ${pages} 页有裁到页面之外的内容，已按看到的样子转成图片。`,
  shared: (pages: string) => `第 ${pages} 页与遮盖页共用图片或图形，为防止泄露已转成图片。`,
  font: (pages: string) => `第 ${pages} 页与遮盖页共用字体，字体里带有被遮盖的字，为防止泄露已转成图片。`,
  unreadable: (pages: string) => `第 ${pages} 页的内部结构无法检查，已转成图片。`,
} as const

export const noteWords = {
  'no-text-layer': (pages: string) => `第 ${pages} 页是图片，没有可以检索和朗读的文字。`,
  'coarse-page': (pages: string) => `第 ${pages} 页幅面过大，图片精度低于 200 dpi，请核对是否清晰。`,
  'half-covered': (pages: string) => `第 ${pages} 页有的字只遮住了一部分，仍可能辨认，请核对遮盖范围。`,
  elsewhere: (places: string) => `被遮盖的文字在别处还有，没有标记：${places}。请核对是否也应遮盖。`,
  'cropped-picture': '文件里有裁剪过的图片，裁掉的部分仍在文件中。如涉及不公开内容，请整张遮盖。',
  'first-frame': '动图只保留了第一帧。',
  signature: '原文件带有数字签名，副本不再带有签名。',
} as const

/** What stands on a page that is withheld as a whole. */
export const pictureWords = {
  wholePage: '本页依法不予公开',
  ground: (citation: string) => `（${citation}）`,
} as const

export const placeWords = {
  pages: (list: readonly number[]) => `第 ${ranges(list)} 页`,
  main: '正文',
  header: '页眉',
  footer: '页脚',
  footnotes: '脚注',
  endnotes: '尾注',
  table: '表格',
  textBox: '文本框',
  drawing: '图片或图形',
} as const

/** 1、3-5、9 */
export const ranges = (list: readonly number[]): string => {
  const parts: string[] = []
  for (let i = 0; i < list.length; ) {
    let end = i
    while (list[end + 1] === list[end]! + 1) end++
    parts.push(end === i ? `${list[i]}` : `${list[i]}-${list[end]}`)
    i = end + 1
  }
  return parts.length > 30 ? `${parts.slice(0, 30).join('、')} 等` : parts.join('、')
}
