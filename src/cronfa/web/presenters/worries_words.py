"""What the grid of worries says."""

from cronfa.language import Text

EFFECTS = {
    "fees": Text(en="Everything costs more", cy="Popeth yn costio mwy"),
    "placements": Text(en="More people in care", cy="Mwy o bobl mewn gofal"),
    "spend": Text(en="A sum more is spent", cy="Swm yn fwy yn cael ei wario"),
    "withheld": Text(en="A partner withholds money", cy="Partner yn dal arian yn ôl"),
    "leaves": Text(en="A partner leaves", cy="Partner yn gadael"),
}
LABELS = {
    "title": Text(en="Sloping shoulders", cy="Ysgwyddau ar oledd"),
    "lead": Text(
        en="Each partner writes down what it fears, by itself. The grid then shows what each worry would do to each partner "
        "under the agreement, and what it would do to it alone.",
        cy="Mae pob partner yn nodi'r hyn y mae'n ei ofni, ar ei ben ei hun. Yna mae'r grid yn dangos beth fyddai pob pryder yn "
        "ei wneud i bob partner o dan y cytundeb, a beth fyddai'n ei wneud iddo ar ei ben ei hun.",
    ),
    "mine": Text(en="The worries of {partner}", cy="Pryderon {partner}"),
    "private": Text(
        en="Only people of {partner} see these rows, until you release them. The trail says that they were written, not what "
        "they say.",
        cy="Dim ond pobl {partner} sy'n gweld y rhesi hyn, nes i chi eu rhyddhau. Mae'r trywydd archwilio'n dweud iddynt gael eu "
        "hysgrifennu, nid yr hyn a ddywedant.",
    ),
    "row": Text(en="Worry {n}", cy="Pryder {n}"),
    "name": Text(en="Name", cy="Enw"),
    "kind": Text(en="What happens", cy="Beth sy'n digwydd"),
    "scheme": Text(en="Scheme", cy="Cynllun"),
    "partner": Text(en="Partner", cy="Partner"),
    "size": Text(en="How much", cy="Faint"),
    "size_hint": Text(
        en="How much, such as 9% for costs, 20 for people, £250,000 for a sum or 25% for money withheld; nothing where a "
        "partner leaves.",
        cy="Faint, megis 9% ar gyfer costau, 20 ar gyfer pobl, £250,000 ar gyfer swm neu 25% ar gyfer arian a ddelir yn ôl; dim "
        "os yw partner yn gadael.",
    ),
    "fee": Text(en="Weekly fee, for people in care", cy="Ffi wythnosol, ar gyfer pobl mewn gofal"),
    "from": Text(en="From", cy="O"),
    "to": Text(en="To", cy="Hyd"),
    "chance": Text(en="Chance in a year, if it may just happen", cy="Siawns mewn blwyddyn, os gallai ddigwydd"),
    "gone": Text(en="Take this row away", cy="Tynnu'r rhes hon ymaith"),
    "every_scheme": Text(en="every scheme", cy="pob cynllun"),
    "as_now": Text(en="as spend falls now", cy="fel y rhennir y gwariant yn awr"),
    "no_month": Text(en="–", cy="–"),
    "a_week": Text(en="{fee} a week", cy="{fee} yr wythnos"),
    "save": Text(en="Save", cy="Cadw"),
    "add": Text(en="Add a row", cy="Ychwanegu rhes"),
    "problems": Text(en="What must be put right", cy="Yr hyn y mae'n rhaid ei gywiro"),
    "release": Text(en="Release what is saved to every partner", cy="Rhyddhau'r hyn a gadwyd i bob partner"),
    "release_hint": Text(
        en="Rows that are released cannot be changed any more, only withdrawn.",
        cy="Ni ellir newid rhesi a ryddhawyd mwyach, dim ond eu tynnu'n ôl.",
    ),
    "released": Text(en="Released", cy="Wedi'u rhyddhau"),
    "none_released": Text(
        en="No partner has released a worry yet.", cy="Nid oes unrhyw bartner wedi rhyddhau pryder eto."
    ),
    "whose": Text(en="Whose", cy="Pryder pwy"),
    "says": Text(en="What it is", cy="Beth ydyw"),
    "withdraw": Text(en="Withdraw “{name}”", cy="Tynnu “{name}” yn ôl"),
    "grid": Text(en="What they would do", cy="Beth fyddent yn ei wneud"),
    "no_grid": Text(en="No grid has been worked out yet.", cy="Nid oes grid wedi'i gyfrifo eto."),
    "whole": Text(en="The whole report of this run", cy="Adroddiad cyfan y rhediad hwn"),
    "work_out": Text(en="Work the grid out", cy="Cyfrifo'r grid"),
    "year": Text(en="Year", cy="Blwyddyn"),
    "runs": Text(en="How many possible years", cy="Faint o flynyddoedd posibl"),
    "with_mine": Text(
        en="Work it out with ours and those released, for us alone",
        cy="Ei gyfrifo gyda'n rhai ni a'r rhai a ryddhawyd, i ni'n unig",
    ),
    "for_all": Text(
        en="Work it out with those released, for every partner to see",
        cy="Ei gyfrifo gyda'r rhai a ryddhawyd, i bob partner ei weld",
    ),
    "back": Text(en="What if: all runs", cy="Beth petai: pob rhediad"),
}
