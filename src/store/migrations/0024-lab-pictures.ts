/** Rows of pictures are found by the file that they are of. */
export const labPictures = {
  number: 24,
  name: 'lab-pictures',
  sql: `
-- The 64 digits of a file in the line of a picture, as signals/media/picture-text.ts writes it.
create index lab_rows_pictures on haechi.lab_rows (substr(text, 25, 64)) where starts_with(text, 'haechi-picture/1 ');
`,
}
