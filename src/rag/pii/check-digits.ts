/** Values of the odd positions (1st, 3rd, …) of a codice fiscale, for `0`-`9` and then `A`-`Z` (D.M. 23 December 1976). */
const oddDigits = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
const oddLetters = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

function codeAt(text: string, at: number): number {
  return text.charCodeAt(at);
}

/** Whether the 16th character of an upper-case codice fiscale is the one that the other 15 give. */
export function hasTaxCodeCheckLetter(code: string): boolean {
  let sum = 0;
  for (let at = 0; at < 15; at++) {
    const char = codeAt(code, at);
    const isDigit = char <= 57;
    const value = isDigit ? char - 48 : char - 65;
    // Positions count from 1, so an even index is an odd position.
    sum += at % 2 === 1 ? value : ((isDigit ? oddDigits : oddLetters)[value] ?? 0);
  }
  return codeAt(code, 15) - 65 === sum % 26;
}

/** Digits of a codice fiscale that are replaced by letters when two people would have the same code (omocodia). */
const omocodia = "LMNPQRSTUV";

function digitOf(char: string): number {
  return omocodia.includes(char) ? omocodia.indexOf(char) : Number(char);
}

/** Whether the day of birth is one: 1 to 31 for men, 41 to 71 for women; letters of omocodia are read as digits. */
export function hasBirthDay(code: string): boolean {
  const day = digitOf(code.charAt(9)) * 10 + digitOf(code.charAt(10));
  return (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
}

/** Whether the 11 digits of a partita IVA agree with the last of them: Luhn's formula. */
export function hasVatCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < 11; at++) {
    const value = codeAt(digits, at) - 48;
    const doubled = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += at % 2 === 0 ? value : doubled;
  }
  return sum % 10 === 0 && !digits.startsWith("0000000");
}

/** Lengths of an IBAN by country (SWIFT IBAN registry). */
const ibanLengths = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27
   GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27
   MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23
   TN24 TR26 UA29 VA22 VG24 XK20`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

/** How many characters an IBAN of this country has; undefined for a country without IBANs. */
export function ibanLength(country: string): number | undefined {
  return ibanLengths.get(country);
}

/** Whether an upper-case IBAN without blanks leaves 1 when divided by 97 (ISO 7064). */
export function hasIbanCheckDigits(iban: string): boolean {
  let rest = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
