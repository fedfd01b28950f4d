/** Sentences a reader meets in the preview of a file. */

export const noneWords = {
  empty: '这个文件是空的，没有内容可以预览。',
  broken: '这个文件打不开，可能已损坏，不能在网页上预览。',
  encrypted: '这个文件设了密码，不能在网页上预览。',
  tooLarge: '这个文件内容太多，不能在网页上预览，请下载后查看。',
  noText: '这个文件里没有可以显示的文字，不能在网页上预览，请下载后查看。',
  pictureKind: '这种图片格式多数浏览器不能显示，请下载后查看。',
  slides: '演示文稿不能在网页上预览，请下载后查看。',
  zip: '压缩包不能在网页上预览，请下载后解压查看。',
  kind: '这种文件不能在网页上预览，请下载后查看。',
  lost: '预览这个文件用的时间太长，已经停止，请下载后查看。',
} as const

export const noteWords = {
  guessed: '文字按原件的版面还原，段落和表格可能与原件不同，以下载的原件为准。',
  pictures: '原件中的图片没有在这里显示，请下载查看。',
  moreRows: (sheet: string, shown: number, all: number) =>
    `工作表“${sheet}”共 ${all} 行，这里显示前 ${shown} 行，完整内容请下载查看。`,
  moreColumns: (sheet: string, shown: number, all: number) =>
    `工作表“${sheet}”共 ${all} 列，这里显示前 ${shown} 列，完整内容请下载查看。`,
  scanned: '这个文件是扫描件，只有图像，没有文字。',
  garbled: '这个文件里的文字层是乱码，因此只显示图像，不显示文字。',
  morePages: (shown: number, all: number) => `共 ${all} 页，这里显示前 ${shown} 页，完整内容请下载查看。`,
  ownFonts: '字形用本机的字体显示，可能与原件不同；位置、大小和颜色与原件一致。',
  omitted: {
    picture: '有的图片格式浏览器不能显示，没有画出。',
    seal: '原件上的电子印章没有画出，请下载后用 OFD 阅读器查看和验证。',
    shape: '有的图形没有画出。',
  },
  seal: '印章只是图样，是否有效请下载后用 OFD 阅读器验证。',
} as const
