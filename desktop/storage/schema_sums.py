"""What each book of today's schema holds besides rows: a name and the beginning of a digest of its SQL.

Written by tests/tools/schema_sums after each change of the schema; a test holds it against a new vault.
"""

from __future__ import annotations

SCHEMA_SUMS: dict[str, str] = {
    "ledger": """
        index.advance_by_amount_key=733a101a index.advance_by_campaign_id=6cc0e78b index.advance_by_day=9676bf3d
        index.advance_by_due=7767ebf2 index.advance_by_open_key=18f62597 index.advance_by_person_id=e437d6cc
        index.advance_by_state=dde86d1f index.campaign_by_archived=12bd147a index.campaign_by_available_key=f2b1d014
        index.campaign_by_beneficiary_key=82bc0f81 index.campaign_by_collected_key=d9b658d0
        index.campaign_by_ends=5ffbe250 index.campaign_by_funded_key=e62e0324 index.campaign_by_goal_key=610b875a
        index.campaign_by_kind=f171c487 index.campaign_by_paid_key=b4feaba6 index.campaign_by_percent_key=c8077934
        index.campaign_by_status=7d606916 index.campaign_source=5453fd25 index.cash_count_by_day=8df18585
        index.cash_movement_by_currency=93baaae7 index.cash_movement_by_day=b1308e5b
        index.cash_movement_by_in_key=00aa3e7b index.cash_movement_by_out_key=5bd66958
        index.cash_voucher_by_amount_key=016df723 index.cash_voucher_by_currency=a6dca8d0
        index.cash_voucher_by_day=c96707d5 index.cash_voucher_by_kind=dc7d2cd8 index.decision_by_amount_key=8fd9d5f5
        index.decision_by_campaign_id=6d3718ee index.decision_by_day=0d196ddf index.decision_by_kind=a475af05
        index.decision_by_state=20e766fe index.document_by_amount_key=f5fa5760 index.document_by_campaign_id=a3742545
        index.document_by_copies=99950f74 index.document_by_issued_on=8923bd1f index.document_by_kind=9278ee98
        index.document_by_language=a94a8445 index.document_by_number_key=8d566546 index.document_by_party_key=057b4dc5
        index.document_by_state=139a21bf index.document_by_subject_key=a7afc8d2 index.document_count=ae1e86de
        index.document_subject=3b0d892c index.document_wants_signature=4ec51b5e index.donation_by_campaign_id=055a3839
        index.donation_by_day=753ae3cb index.donation_by_donor_key=8a40af75 index.donation_by_fee_key=efcc2159
        index.donation_by_gross_key=f55c9a82 index.donation_by_method=6fe18e11 index.donation_by_net_key=8a8538a4
        index.donation_by_opening=dca61a5c index.donation_by_receipt_key=d76a596c
        index.donation_by_taken_back=5d047aa6 index.donation_refund_by_donation=11e373a8
        index.donation_share_by_campaign=83dde18d index.donation_wants_receipt=e2f04e39 index.entry_by_day=2ca32433
        index.item_by_archived=2d70f220 index.item_by_category=16d23e7d index.item_by_committed_key=b6ed5b42
        index.item_by_funded_key=9cf8026a index.item_by_label_sort=f82d8432 index.item_by_line=dc306f42
        index.item_by_paid_key=4be05b12 index.item_by_place=886f951d index.item_by_planned_key=a50b4af4
        index.item_by_priority=be393193 index.item_by_remaining_key=d1b14dd0 index.journal_subject=0e9cf9e6
        index.payout_by_amount_key=a8000c2c index.payout_by_campaign_id=f9d10297 index.payout_by_day=f9f933f7
        index.payout_by_items_key=e3d78260 index.payout_by_method=0a47d69b index.payout_by_payee_id=be4979b3
        index.payout_by_state=3920dfd0 index.payout_by_voucher_key=eaba106d index.payout_line_by_item=4736ce7f
        index.payout_part_of=cdd969fb index.payout_wants_voucher=008f620c index.person_by_archived=38c24756
        index.person_by_campaigns=230be524 index.person_by_category=48bf88c7 index.person_by_last_payout=1d3680ba
        index.person_by_paid_key=ec7cb0f1 index.person_merged=8fce6fe2 index.plan_revision_by_item=064be0d9
        index.pledge_by_amount_key=b8f7fde9 index.pledge_by_campaign_id=f090df19 index.pledge_by_day=3311f3e8
        index.pledge_by_donor_id=a5abba19 index.pledge_by_due=9f7fdeac index.pledge_by_state=3415d147
        index.posting_by_campaign=efe6f811 index.posting_by_person=1885715c index.rate_by_day=ae5a70ed
        index.rate_by_pair=31a792ce index.rate_by_source=cb8bda5d index.settlement_by_advance=e8a5f0f4
        index.transfer_by_amount_key=c84540cf index.transfer_by_day=590d3453 index.transfer_by_from_id=36b89e2f
        index.transfer_by_to_id=522cd9c3 table.advance=0e19adf6 table.alembic_version=c85bfd88 table.campaign=7e6d5158
        table.cash_close=1bfeb4f7 table.cash_count=44902108 table.cash_day=43df5b1c table.cash_movement=0abb68cb
        table.cash_voucher=d2fffb49 table.decision=d5225bea table.decision_line=4acd9556 table.document=7bc22954
        table.donation=1047a040 table.donation_refund=613e5ad7 table.donation_share=d9771008 table.draft=dc9008da
        table.entry=3dd1e905 table.entry_rate=44acd21b table.erasure=6a082397 table.item=d2e44cc8
        table.journal=95ac27ab table.keeping=45149467 table.moment=1aeed993 table.payout=7f4cc46c
        table.payout_line=f5b59b2e table.period_lock=40cde754 table.person=a28ced89 table.person_paid=d2308a64
        table.picture=b56796ae table.plan_revision=742f6726 table.pledge=13d407bd table.posting=3af3ad4a
        table.rate=297f88ad table.series=d08506da table.setting=5db62934 table.settlement=7e5404b7
        table.settlement_line=87088111 table.staff=dac6f4d8 table.tally=6713e608 table.transfer=cfd1cc4d
        trigger.advance_is_not_changed=60523f3a trigger.advance_is_not_deleted=f7852093
        trigger.advance_stays_taken_back=38c7a52b trigger.campaign_is_not_deleted=ad4e18cf
        trigger.campaign_keeps_its_code=90e45332 trigger.cash_close_is_not_changed=647e19ae
        trigger.cash_close_is_not_deleted=957494ca trigger.cash_count_is_not_changed=23277a8b
        trigger.cash_count_is_not_deleted=ed48c54b trigger.cash_movement_is_not_changed=4ba39c3c
        trigger.cash_movement_is_not_deleted=077561b9 trigger.cash_voucher_is_not_changed=374c41ff
        trigger.cash_voucher_is_not_deleted=bc52b549 trigger.cash_voucher_stays_taken_back=f5ad802e
        trigger.decision_is_not_changed=6174f65f trigger.decision_is_not_deleted=c6bde826
        trigger.decision_line_is_not_changed=81a3cfe2 trigger.decision_line_is_not_deleted=9ebf8688
        trigger.decision_stays_approved=9fed51e5 trigger.document_is_not_changed=320a7f70
        trigger.document_is_not_deleted=264b6905 trigger.document_stays_void=67d309e5
        trigger.donation_is_not_changed=b2e9f598 trigger.donation_is_not_deleted=ebcd8e1b
        trigger.donation_refund_is_not_changed=c206fdd2 trigger.donation_refund_is_not_deleted=e4aced0b
        trigger.donation_refund_stays_taken_back=c130a19a trigger.donation_share_is_not_changed=d224ec18
        trigger.donation_share_is_not_deleted=fe1999e5 trigger.donation_stays_taken_back=c3174bba
        trigger.entry_has_the_next_number=2c92aa55 trigger.entry_is_not_changed=0c90606c
        trigger.entry_is_not_deleted=1c535443 trigger.entry_rate_is_not_changed=8240c499
        trigger.entry_rate_is_not_deleted=2b4cc407 trigger.erasure_is_not_changed=557b133a
        trigger.erasure_is_not_deleted=c216f4f7 trigger.item_is_not_deleted=1364c292
        trigger.item_keeps_its_line=32599f1e trigger.journal_has_the_next_number=1d41b832
        trigger.journal_is_not_changed=8f05675f trigger.journal_is_not_deleted=c2a2b22a
        trigger.payout_is_not_changed=979363f4 trigger.payout_is_not_deleted=2bbc0e7a
        trigger.payout_is_paid_with_an_entry=cb426b2c trigger.payout_keeps_its_code=ceb7a2ca
        trigger.payout_line_is_not_added=d7ac3dc9 trigger.payout_line_is_not_changed=f66fd470
        trigger.payout_line_is_not_deleted=9f56ea04 trigger.payout_stays_taken_back=2aadfe7c
        trigger.person_is_merged_once=02e1db74 trigger.person_is_not_deleted=af603441
        trigger.person_keeps_its_code=faea0696 trigger.picture_is_not_changed=3f74911f
        trigger.picture_is_not_deleted=1de637ad trigger.plan_revision_is_not_changed=be5ebd93
        trigger.plan_revision_is_not_deleted=1fbec2e6 trigger.pledge_is_not_changed=bed277e9
        trigger.pledge_is_not_deleted=3794592d trigger.pledge_keeps_its_donor=6c72e52d
        trigger.posting_is_not_changed=d638d99f trigger.posting_is_not_deleted=ad5e8976
        trigger.posting_is_of_the_last_entry=a5ae1fbd trigger.series_counts_by_one=438a347b
        trigger.series_is_not_deleted=75905b5d trigger.settlement_is_not_changed=487ee5d1
        trigger.settlement_is_not_deleted=55e637a4 trigger.settlement_line_is_not_changed=0ee972c2
        trigger.settlement_line_is_not_deleted=535b8370 trigger.settlement_stays_taken_back=671019d9
        trigger.staff_is_not_deleted=f127a68e trigger.transfer_is_not_changed=2263aade
        trigger.transfer_is_not_deleted=5d8318a9 trigger.transfer_stays_taken_back=1901b764
    """,
    "identity": """
        index.advance_by_person_sort=08b3f68e index.attachment_by_sha256=11e52c14 index.attachment_by_subject=4d4984e8
        index.campaign_by_title_sort=94098848 index.case_event_by_person=63d13496 index.consent_by_end=fdfb8f8a
        index.consent_by_person=2566f7da index.document_by_party_sort=8b9b47e5 index.donation_by_donor_sort=67cd2fa7
        index.item_by_description_sort=83c11038 index.item_by_title_sort=b13b2856 index.merge_by_kept=58714b16
        index.page_source_sha256=d091a8ae index.payout_by_iban=2a1e14cf index.payout_by_invoice=f054cb1a
        index.payout_by_payee_sort=b70c4658 index.person_by_alias_sort=f89cd68d index.person_by_case_status=737b9312
        index.person_by_country=5367f1e4 index.person_by_iban=7e6874fd index.person_by_latin_sort=09722b29
        index.person_by_name_sort=b6b96524 index.pledge_by_donor_sort=deb128cc index.relation_by_other=edea41fa
        index.relation_by_person=afe71951 index.remark_by_subject=255d4716 index.statement_line_by_batch=c9debb5c
        index.statement_line_by_donation=949c13a3 index.statement_line_by_mark=6bbb57dd table.advance=d850ca8f
        table.alembic_version=c85bfd88 table.attachment=e1302a42 table.campaign=4f2233bb table.campaign_title=ac5abf62
        table.case_event=017837b8 table.cash_voucher=3e6a0e3d table.consent=b1bb2d06 table.decision=03aab867
        table.document=d85a1c48 table.donation=19303a89 table.donor_form=43be2cbe table.draft=dc9008da
        table.item=011ba0e1 table.match_rule=732eb3d6 table.merge=2ed4a3ce table.moment=1aeed993
        table.not_same=defc8148 table.page_source=38fa40db table.payout=e57a5f9f table.person=1767e68d
        table.person_key=3ed8e8f9 table.pledge=eca8898f table.relation=7d952488 table.remark=c6ea3e91
        table.search=2f4f62b4 table.search_config=d319c52f table.search_content=ebcbea45 table.search_data=60035502
        table.search_docsize=0ed1306b table.search_idx=3b6d2992 table.settlement_line=fbee15b4 table.staff=45b1ca61
        table.statement_line=a2d13e3d table.template=ae9b211c trigger.attachment_is_not_changed=4b5a5372
        trigger.attachment_is_not_deleted=868237bb trigger.attachment_keeps_its_bytes=c8d2db52
        trigger.attachment_stays_removed=5dc217f0 trigger.consent_is_not_changed=64d58154
        trigger.document_is_not_changed=aa97bb87 trigger.document_is_not_deleted=264b6905
        trigger.document_is_only_redacted=d8a447da trigger.document_names_nobody_else=a831039b
        trigger.document_stays_void=c24399bc trigger.page_source_is_not_changed=60ec9eb4
        trigger.remark_is_not_changed=e13bae64 trigger.remark_is_not_deleted=1019dc89
        trigger.template_is_not_changed=68669f37 trigger.template_is_not_deleted=a10a3156
    """,
}
