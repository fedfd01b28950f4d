/** The county's name; a remark in brackets after it is set small. */
export function CountyName({ name }: { name: string }) {
  const at = name.search(/[（(]/)
  const bare = at > 0 ? name.slice(0, at) : name
  const remark = at > 0 ? name.slice(at) : ''
  return (
    <>
      {bare}
      {remark && <small class="county-remark">{remark}</small>}
    </>
  )
}
