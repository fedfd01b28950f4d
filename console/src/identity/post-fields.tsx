import { Form, Input, Select } from 'antd'
import type { Lookups, Role } from '../api/contract.ts'
import { unitTree } from '../publishing/choices.ts'
import { TreeChoice } from '../shell/tree-choice.tsx'
import { people as words } from './words.zh.ts'

/** Unit, role and title of one post, as fields of the surrounding form. */
export function PostFields({ lookups }: { lookups: Lookups }) {
  const need = [{ required: true, message: words.need }]
  return (
    <>
      <Form.Item name="unitId" label={words.unit} rules={need}>
        <TreeChoice treeData={unitTree(lookups.units)} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="role" label={words.role} rules={need}>
          <Select options={lookups.roles} />
        </Form.Item>
        <Form.Item name="title" label={words.postTitle}>
          <Input />
        </Form.Item>
      </div>
    </>
  )
}

export type PostValues = { unitId: string; role: Role; title?: string }
export const postOf = ({ unitId, role, title }: PostValues) => ({ unitId: Number(unitId), role, title: title ?? '' })
