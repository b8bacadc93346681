"""A small fund of two partners and two schemes, with six months of payments: what tests of the workspace look at."""

AGREEMENT = """
agreement: {name}
title: {{en: {title}, cy: {title_cy}}}
power: part-9-2014
term: {{from: 2020-04-01, to: 2039-03-31}}
host: council
partners:
  council: {{kind: local authority, name: {{en: Sir Enghraifft Council, cy: Cyngor Sir Enghraifft}}}}
  board: {{kind: health body, name: {{en: Enghraifft Health Board, cy: Bwrdd Iechyd Enghraifft}}}}
boards: {{joint: {{name: {{en: Joint board, cy: Cyd-fwrdd}}, members: [council, board]}}}}
reserves: {{contingency: {{name: {{en: Contingency, cy: Wrth gefn}}, opening: £1,000}}}}
schemes:
  equipment:
    title: {{en: Community equipment, cy: Offer cymunedol}}
    budget: £12,000
    contributions: {{council: 60%, board: 40%}}
    attribute: {{by: responsibility, categories: {{Nursing: board}}, otherwise: council}}
    overspend: [{{draw: {{reserve: contingency, up to: £500}}}}, {{share: contributions}}]
    underspend: [{{return: contributions}}]
    virement: {{limit: £500, board: joint}}
  homecare:
    title: {{en: Home care, cy: Gofal cartref}}
    budget: £24,000
    contributions: {{council: 50%, board: 50%}}
    attribute: {{by: contributions}}
    overspend: [{{share: contributions}}]
    underspend: [{{return: contributions}}]
"""
MAPPING = """
mapping: payments
columns: {date: Date, amount: Amount, transaction: Id, category: Kind, supplier: Supplier}
schemes: [{when: {Scheme: equipment}, scheme: equipment}, {when: {Scheme: homecare}, scheme: homecare}]
"""
PAYMENTS = "Date,Amount,Id,Kind,Supplier,Scheme\n" + "".join(
    f"2025-{4 + number % 6:02d}-{1 + number % 27:02d},{50 + number * 7 % 400}.{number % 100:02d},P{number},"
    f"{'Nursing' if number % 3 else 'Beds'},Supplier {number % 5} Cyf,{'equipment' if number % 2 else 'homecare'}\n"
    for number in range(120)
)
