import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The project's root folder, found from wherever this module was bundled to. */
export const home = (() => {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('package.json of Gongkai not found above ' + import.meta.dirname)
    folder = parent
  }
  return folder
})()
