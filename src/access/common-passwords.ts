/**
 * What people choose when a password must be long, and the words that they stretch; in lower case, letters only where
 * it matters: see password-problem.ts. Compiled by hand from what is commonly reported of leaked passwords.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `password passw passwort motdepasse contrasena senha parola welcome letmein iloveyou monkey dragon football baseball
  basketball superman batman starwars princess sunshine master shadow trustno michael jennifer jordan hunter charlie
  ashley qwerty qwertyuiop qwertyuiopasdfghjkl asdfghjkl zxcvbnm qazwsx qazwsxedc qazwsxedcrfv qwertyasdfgh abcdefghijkl
  abcdefghijklmnop abc abcd abcdef admin administrator adminadmin root rootroot changeme changemenow default secret
  topsecret login signin guest test testing tester haechi moderator moderation reviewer trustandsafety safety company
  temporary temp winter spring summer autumn fall january february march april may june july august september october
  november december monday friday korea seoul daehanminguk saranghae saranghaeyo bimilbeonho correcthorsebatterystaple
  correcthorse passwordpassword mypassword newpassword thisismypassword thisisapassword iloveyousomuch letmeinplease
  whatever computer internet pokemon minecraft fortnite roblox zepeto metaverse`.split(/\s+/),
)
