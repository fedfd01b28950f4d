/**
 * Roles a post can carry. `countyWide` roles act on every unit's matters (条例 arts 4, 46-47: the 主管部门 and its
 * supervision), the others only within the unit of the post.
 */
export const roles = {
  clerk: { label: '信息员', countyWide: false },
  section_head: { label: '科室负责人', countyWide: false },
  deputy_leader: { label: '分管领导', countyWide: false },
  secrecy_reviewer: { label: '保密审查员', countyWide: false },
  signing_leader: { label: '签发领导', countyWide: false },
  disclosure_office: { label: '政务公开办', countyWide: true },
  supervisor: { label: '监督员', countyWide: true },
  /** Sits at the county's line (96128、12345). */
  operator: { label: '话务员', countyWide: true },
  system_administrator: { label: '系统管理员', countyWide: true },
  security_administrator: { label: '安全管理员', countyWide: true },
  auditor: { label: '审计员', countyWide: true },
} as const
export type Role = keyof typeof roles
export const roleNames = Object.keys(roles) as [Role, ...Role[]]

/** 三员: administration of the system, of access, and audit. Each role keeps the other two in check. */
export const administrations = ['system_administrator', 'security_administrator', 'auditor'] as const satisfies Role[]
export type Administration = (typeof administrations)[number]
/** Administrations without which nobody could mend anything: the last active holder cannot be removed. */
export const lastingAdministrations = ['system_administrator', 'security_administrator'] as const
