import type { HiddenKind } from './finding.ts'

/** What was found and what to do about it, for the clerk. `n` is how many. */
export const hiddenWords: Record<HiddenKind, (n: number) => string> = {
  'tracked-change': (n) => `文件里留有 ${n} 处修订痕迹，公众能看到修改前的文字。`,
  comment: (n) => `文件里有 ${n} 条批注。`,
  'hidden-text': (n) => `文件里有 ${n} 处隐藏文字，一般打开看不到，但能被调出来。`,
  'hidden-sheet': () => '有隐藏的工作表，公众取消隐藏就能看到其中的内容。',
  'hidden-cells': (n) => `有 ${n} 个隐藏的行或列，其中有内容，公众取消隐藏就能看到。`,
  'hidden-slide': () => '有隐藏的幻灯片。',
  'hidden-layer': (n) => `PDF 里有 ${n} 个平时不显示的图层，打开图层面板就能看到。`,
  'speaker-notes': () => '幻灯片带有演讲者备注。',
  'embedded-object': (n) => `文件里嵌有 ${n} 个其他文件（对象、工作簿或附件），会随文件一起公开。`,
  'remote-template': () => '文件打开时会到网络上取模板或对象，可能泄露读者信息或带入有害内容。',
  'data-connection': () => '表格带有数据库或外部数据的连接信息。',
  'unapplied-redaction': (n) =>
    `PDF 里有 ${n} 处密文标记没有应用，被遮住的文字仍能读出。请在 PDF 软件里“应用密文”后再上传。`,
  'covered-text': (n) =>
    `PDF 里有 ${n} 处文字被色块或图片盖住（或者与底下的色块同色），看不见却还在文件里，复制或者搜索就能读出。请在原文件中删去这些文字，重新转成 PDF 再上传。`,
  script: () => 'PDF 里含有脚本或自动运行的动作。',
  position: () => '图片里记有拍摄地点（GPS 位置）。',
  author: () => '文件属性里写有作者、最后保存者或单位。',
  'custom-property': (n) => `文件带有 ${n} 项自定义属性。`,
  'custom-xml': () => '文件带有看不见的自定义数据。',
  'document-variable': (n) => `文件带有 ${n} 个看不见的文档变量。`,
  'local-path': () => '文件里写有本机或内网的路径，其中可能有人名和电脑名。',
  'external-link': (n) => `文件链接了 ${n} 个外部文件，可能带有内网路径和对方文件的部分内容。`,
  'pivot-cache': () => '数据透视表里存有全部原始数据，包括没有显示的。请复制后“粘贴为数值”再上传。',
  'invisible-text': (n) => `有 ${n} 处文字与底色相同或小得看不见，请核对是否应当公开。`,
  thumbnail: () => '文件带有缩略图，可能是早先版本的画面。',
  'unused-part': (n) => `文件里有 ${n} 个没有用到的部分，可能是删除后留下的内容。`,
  'old-version': () => '文件里留有早先保存的版本，可以恢复出来。',
  'private-data': () => '文件带有编辑软件的私有数据，可能含有看不见的内容。',
  annotation: (n) => `PDF 页面上有 ${n} 处印章、文字框或手绘标注，请核对是否应当公开。`,
  'form-value': (n) => `有 ${n} 个表单栏目已填了内容，请核对是否应当公开。`,
  macros: () => '文件里含有宏程序。',
  'old-format': () =>
    '旧版格式（.doc、.xls、.ppt、.wps）里的修订、隐藏文字和作者信息无法在这里检查完全，也不能在这里清除。请另存为 .docx、.xlsx 或 PDF 再上传。',
  unreadable: () => '这个文件的内容无法检查。须由审核人打开看过，并写明理由后才能公开。',
  'image-metadata': () => '图片带有拍摄或制作信息（时间、设备、软件等）。',
  'document-properties': () => '文件属性里有编辑信息（主题、关键词、修订次数、模板等）。',
  'revision-ids': () => '文件带有编辑过程的编号，可以看出文字出自几次编辑。',
  'printer-settings': () => '表格带有打印机设置，其中可能有打印机名称和地址。',
  'hidden-name': (n) => `表格里有 ${n} 个隐藏的名称。`,
  'hidden-list': (n) => `有 ${n} 处下拉选项取自隐藏的工作表；删除该工作表前请先改为直接填写的选项。`,
  'cropped-image': (n) => `有 ${n} 张图片被裁剪过，裁掉的部分仍在文件里。请在图片工具中“压缩图片”并删除裁剪区域。`,
  'text-under-image': () => 'PDF 的图像下面有看不见的文字（扫描识别的文字），请核对其内容。',
  signature: () =>
    '文件带有数字签名或电子签章，清除隐藏信息会使签名失效，所以没有改动。如须清除，请由签署单位重新出具。',
}

/** Names of places. */
export const placeWords = {
  paragraphs: (numbers: number[], more: boolean) => `第 ${numbers.join('、')}${more ? ' …' : ''} 段`,
  sheet: (name: string) => `工作表“${name}”`,
  sheetRows: (name: string, list: string) => `工作表“${name}” ${list}`,
  row: (n: string) => `第 ${n} 行`,
  column: (from: string) => `${from} 列`,
  slide: (n: number) => `第 ${n} 张幻灯片`,
  page: (n: number) => `第 ${n} 页`,
  properties: '文件属性',
  header: '页眉',
  footer: '页脚',
  footnotes: '脚注',
  endnotes: '尾注',
  insideZip: (name: string, place: string) => (place ? `压缩包内“${name}”：${place}` : `压缩包内“${name}”`),
} as const

/** Why a file was left as it is. */
export const unreadableReasons = {
  encrypted: '文件设了密码',
  broken: '文件已损坏',
  tooLarge: '解开后过大',
  nested: '压缩包里还有压缩包',
  unsupported: '不能检查这种格式',
} as const

export const stripWords = {
  notProved: '清除后的文件没有通过复核（另一程序打不开，或文字与原来不同），因此没有采用。请在本机清除后重新上传。',
} as const
