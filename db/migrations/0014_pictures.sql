-- Pictures that stand in the text of an item: stored files with the measures in which they are shown, in pixels.
alter table stored_file
  add column width integer check (width between 1 and 20000),
  add column height integer check (height between 1 and 20000),
  add constraint stored_file_measures check ((width is null) = (height is null));
