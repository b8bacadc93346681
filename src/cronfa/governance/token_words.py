"""What a token's rights are called on pages."""

from cronfa.governance.roles import Right
from cronfa.language import Text

RIGHT_WORDS: dict[Right, Text] = {
    Right.SEE_FUND: Text(en="See the fund's totals", cy="Gweld cyfansymiau'r gronfa"),
    Right.SEE_POSTINGS: Text(en="See your organisation's postings", cy="Gweld postiadau eich sefydliad"),
    Right.SEE_ALL_POSTINGS: Text(en="See every posting", cy="Gweld pob postiad"),
    Right.SEE_PEOPLE: Text(en="See who has which role", cy="Gweld pwy sydd â pha rôl"),
    Right.SEE_TRAIL: Text(en="Read the audit trail", cy="Darllen y trywydd archwilio"),
    Right.PROPOSE: Text(
        en="Prepare files, journals and virements", cy="Paratoi ffeiliau, dyddlyfrau a throsglwyddiadau cyllideb"
    ),
    Right.APPROVE: Text(en="Approve what another person has prepared", cy="Cymeradwyo'r hyn a baratôdd rhywun arall"),
    Right.QUESTION: Text(en="Question a posting for your organisation", cy="Holi postiad dros eich sefydliad"),
    Right.ANSWER: Text(en="Answer a partner's question", cy="Ateb cwestiwn partner"),
    Right.RECONCILE: Text(en="Reconcile your organisation's ledger", cy="Cysoni cyfriflyfr eich sefydliad"),
    Right.ACCEPT: Text(en="Accept a settlement for your organisation", cy="Derbyn setliad dros eich sefydliad"),
    Right.DECIDE: Text(en="Record a board's decision", cy="Cofnodi penderfyniad bwrdd"),
    Right.SIMULATE: Text(en="Ask what if", cy="Gofyn beth petai"),
    Right.WORRY: Text(
        en="Write worries and keep runs for your organisation",
        cy="Ysgrifennu pryderon a chadw rhediadau dros eich sefydliad",
    ),
}  # fmt: skip
