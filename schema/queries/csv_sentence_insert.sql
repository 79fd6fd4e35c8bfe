-- shape:
insert into csv_sentence (fault, sentence) values ($1::text, $2::text)
