import type { Command } from 'commander'

/** Every command is explained in Chinese and in English. */
export const bilingual = (command: Command, chinese: string, english: string): Command =>
  command.description(`${chinese}\n${english}`).helpOption('-h, --help', '显示说明 / show help')
