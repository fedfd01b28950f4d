import { TreeSelect, type TreeSelectProps } from 'antd'
import { useId } from 'react'
import { clearable } from './clearable.ts'

/**
 * One choice out of a tree, found by typing. The control says that it owns an element named after it, which Ant Design
 * draws for lists but not for trees; a screen reader would look for it in vain, so it is drawn here.
 */
export function TreeChoice(props: TreeSelectProps<string>) {
  const own = useId()
  const id = props.id ?? own
  return (
    <TreeSelect<string>
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandAll
      {...props}
      allowClear={props.allowClear && clearable}
      id={id}
      popupRender={(tree) => <div id={`${id}_list`}>{tree}</div>}
    />
  )
}
