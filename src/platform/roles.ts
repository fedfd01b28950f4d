/**
 * What one process does. `office`: console and JSON API. `worker`: recurring jobs and the signing of checkpoints.
 * `portal`: the public site. By default one process does it all.
 */
export const roleNames = ['office', 'portal', 'worker'] as const
export type ServerRole = (typeof roleNames)[number]

/**
 * `office,worker` → roles, each once.
 * @throws Error naming what is not a role
 */
export const readRoles = (text: string): ServerRole[] => {
  const given = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  const unknown = given.find((name) => !(roleNames as readonly string[]).includes(name))
  if (unknown !== undefined || given.length === 0)
    throw new Error(
      `没有“${unknown ?? ''}”这个角色，可选：${roleNames.join('、')}。\n` +
        `No such role: ${unknown ?? '(none)'}; choose from ${roleNames.join(', ')}.`,
    )
  return roleNames.filter((name) => given.includes(name))
}
