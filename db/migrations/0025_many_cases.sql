-- Lists and case pages of a county with a million cases.
-- Ended cases of the whole county, the newest first.
create index case_file_newest_all on case_file (kind, submitted_at desc, id desc);

-- The same applicant or the same words, walked from the newest.
create index request_applicant_newest on request (applicant_key, case_id);
create index request_content_newest on request (content_key, case_id);
drop index request_applicant;
drop index request_content;

-- What a text is found by: its numbers, each as a whole, and every two neighbouring other signs, because Chinese has no
-- spaces at which an index could cut words. Punctuation is left out.
create function words_to_find(text) returns text[] language sql immutable strict parallel safe as $$
  select array(
    select (regexp_matches($1, '[0-9]+', 'g'))[1]
    union
    select pair from (select substr($1, i, 2) as pair from generate_series(1, length($1) - 1) i) pairs
    where length(translate(pair, '0123456789 〔〕（）《》，。、', '')) = 2)
$$;
create index case_file_words on case_file using gin (words_to_find(coalesce(number, '') || ' ' || summary));
