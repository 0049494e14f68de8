"""What exists in the document system: incoming documents, documents made here, work files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, ClassVar

from sandbox.world.action import record
from sandbox.world.params import N_
from sandbox.world.record import FileDigest, OrganisationId, RecordBase, StaffId, choice, ref

INCOMING_STATES = ("arrived", "registered", "submitted", "assigned", "completed", "returned", "handed_over")
DOCUMENT_STATES = ("draft", "submitted", "approved", "returned_to_drafter", "issued")
URGENCIES = ("normal", "urgent", "very_urgent", "express")
RETENTIONS = ("5", "10", "20", "permanent")
RETURN_REASONS = ("wrong_addressee", "not_authentic", "damaged", "duplicate")
PAPER_BOOKS = ("secret_register", "transfer_book")
ENVELOPES = ("sealed", "opened")
FAULTS = ("wrong_signer", "no_capacity", "not_valid")

# Status codes that the exchange axis reports to the sender (01 arrived … 06 completed), by state of the document; what
# went from hand to hand is reported by nobody.
STATUS_CODES = {
    "arrived": "01",
    "returned": "02",
    "registered": "03",
    "submitted": "04",
    "assigned": "05",
    "completed": "06",
    "handed_over": "01",
}


@record
class IncomingDocument(RecordBase, frozen=True, kw_only=True):
    """A document that came from another body, from its arrival to its reply.

    `form` and `fields` are the paper itself, as `typeset` draws it (lists: one line each). `code`, `document_date`,
    `type_name` and `subject` are what the clerk writes into the register, empty until then; `due` is the term that
    the leader sets, `readers` are those who got it for information. `handed_…` and `envelope` say how a paper went from
    hand to hand outside the system.
    """

    kind: ClassVar[str] = "incoming"
    title: ClassVar[str] = N_("Văn bản đến")
    id: str
    state: Annotated[str, choice(*INCOMING_STATES)] = "arrived"
    channel: Annotated[str, choice("electronic", "paper")] = "electronic"
    arrived_at: datetime
    sender: OrganisationId
    addressee: OrganisationId
    form: str = "incoming_document"
    fields: dict[str, str] = {}
    urgency: Annotated[str, choice(*URGENCIES)] = "normal"
    code: str = ""
    document_date: date | None = None
    type_name: str = ""
    subject: str = ""
    number: int | None = None
    registered_at: datetime | None = None
    registered_by: StaffId = ""
    submitted_to: StaffId = ""
    submitted_at: datetime | None = None
    officer: StaffId = ""
    cooperate: tuple[StaffId, ...] = ()
    instruction: str = ""
    due: date | None = None
    assigned_at: datetime | None = None
    holder: StaffId = ""
    reply: Annotated[str | None, ref("document")] = None
    work_file: Annotated[str | None, ref("work_file")] = None
    closed_at: datetime | None = None
    returned_reason: Annotated[str, choice("", *RETURN_REASONS)] = ""
    returned_text: str = ""
    returned_at: datetime | None = None
    right_addressee: OrganisationId = ""
    informed: StaffId = ""
    return_slip: FileDigest | None = None
    readers: tuple[StaffId, ...] = ()
    handed_to: StaffId = ""
    handed_at: datetime | None = None
    handed_book: Annotated[str, choice("", *PAPER_BOOKS)] = ""
    envelope: Annotated[str, choice("", *ENVELOPES)] = ""

    @property
    def status_code(self) -> str:
        """Code that the sender sees on the exchange axis."""
        return STATUS_CODES[self.state]

    @property
    def about(self) -> str:
        """What it is about: the register's words, before that the paper's own."""
        return self.subject or self.fields.get("subject", "")


class Signature(RecordBase, frozen=True, kw_only=True):
    """A digital signature on a document: a person's or the organisation's, by whom, when, and the file it left."""

    kind: Annotated[str, choice("person", "org")]
    staff: StaffId
    at: datetime
    file: FileDigest


class VoidSignature(Signature, frozen=True, kw_only=True):
    """A person's signature that was not used: what is wrong with it, who gave the document back and when."""

    fault: Annotated[str, choice(*FAULTS)]
    returned_by: StaffId
    returned_at: datetime
    note: str = ""
    informed: StaffId = ""


class Delivery(RecordBase, frozen=True, kw_only=True):
    """What a receiver reported last of an issued document (status codes as for incoming ones)."""

    organisation: OrganisationId
    status: str
    at: datetime
    note: str = ""


@record
class Document(RecordBase, frozen=True, kw_only=True):
    """A document made here, from draft to issue.

    `form` names the layout; letters are set from the fields below, other forms from `fields`. `holder` is whose desk
    it lies on, "" when on nobody's. `file` is the current PDF, `void` what was signed before and given back.
    `draft_file`: the draft as its drafter typed it (DOCX).
    """

    kind: ClassVar[str] = "document"
    title: ClassVar[str] = N_("Văn bản đi")
    id: str
    form: str
    state: Annotated[str, choice(*DOCUMENT_STATES)] = "draft"
    type_name: str = ""
    subject: str
    symbol: str = ""
    addressees: tuple[OrganisationId, ...] = ()
    recipients: tuple[str, ...] = ()
    body: str = ""
    fields: dict[str, str] = {}
    urgency: Annotated[str, choice(*URGENCIES)] = "normal"
    signer: StaffId = ""
    drafter: StaffId = ""
    drafted_at: datetime | None = None
    holder: StaffId = ""
    submitted_to: StaffId = ""
    submitted_at: datetime | None = None
    approved_by: StaffId | None = None
    approved_at: datetime | None = None
    sent_back: str = ""
    number: int | None = None
    code: str = ""
    numbered_at: datetime | None = None
    signatures: tuple[Signature, ...] = ()
    void: tuple[VoidSignature, ...] = ()
    issued_at: datetime | None = None
    sent_to: tuple[OrganisationId, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    reply_to: Annotated[str | None, ref("incoming")] = None
    dossier: Annotated[str | None, ref("dossier")] = None
    file: FileDigest | None = None
    draft_file: FileDigest | None = None

    def signed_by(self, kind: str) -> Signature | None:
        """The last signature of this kind, None when there is none."""
        return next((one for one in reversed(self.signatures) if one.kind == kind), None)


@record
class WorkFile(RecordBase, frozen=True, kw_only=True):
    """Hồ sơ công việc: everything about one matter, as the year's list of files names it (NĐ 30/2020, Điều 28–30).

    `documents` are `kind/id`, in the order in which they were filed.
    """

    kind: ClassVar[str] = "work_file"
    title: ClassVar[str] = N_("Hồ sơ công việc")
    id: str
    state: Annotated[str, choice("open", "closed")] = "open"
    code: str
    name: str
    retention: Annotated[str, choice("", *RETENTIONS)] = ""
    owner: StaffId = ""
    opened_on: date | None = None
    documents: tuple[str, ...] = ()
