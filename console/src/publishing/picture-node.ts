import { Image } from '@tiptap/extension-image'

/** Pictures stand in a line as letters do, by the address the office gave them; a pasted one from elsewhere does not. */
export const PictureNode = Image.configure({ inline: true, allowBase64: false })

/** Files of pictures in what was pasted or dropped; none when words came along, because then the words are meant. */
export const picturesOf = (data: DataTransfer | null): File[] => {
  if (data?.getData('text/plain') !== '') return []
  return [...data.files].filter((file) => file.type.startsWith('image/'))
}
