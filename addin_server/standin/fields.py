"""What an item can have: names and kinds, in the order in which the published schema wants them.

From types.xsd (Exchange2013 to V2017_07_11): ItemType, MessageType, CalendarItemType and the
meeting messages. A name in capitals is a kind; the names after it are of that kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    TEXT = "TEXT"
    BOOL = "BOOL"
    INT = "INT"
    TIME = "TIME"
    BODY = "BODY"
    PERSON = "PERSON"
    PEOPLE = "PEOPLE"
    ATTENDEES = "ATTENDEES"
    TEXTS = "TEXTS"
    ID = "ID"
    FLAG = "FLAG"
    MIME = "MIME"
    HEADERS = "HEADERS"
    FILES = "FILES"
    RIGHTS = "RIGHTS"
    RESPONSES = "RESPONSES"
    ZONE = "ZONE"
    EXTENDED = "EXTENDED"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: Kind
    place: int  #: in the schema's order


def words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_ITEM = """
MIME MimeContent ID ItemId ParentFolderId TEXT ItemClass Subject Sensitivity BODY Body
FILES Attachments TIME DateTimeReceived INT Size TEXTS Categories TEXT Importance InReplyTo
BOOL IsSubmitted IsDraft IsFromMe IsResend IsUnmodified HEADERS InternetMessageHeaders
TIME DateTimeSent DateTimeCreated RESPONSES ResponseObjects TIME ReminderDueBy BOOL ReminderIsSet
INT ReminderMinutesBeforeStart TEXT DisplayCc DisplayTo BOOL HasAttachments
EXTENDED ExtendedProperty TEXT Culture RIGHTS EffectiveRights TEXT LastModifiedName
TIME LastModifiedTime BOOL IsAssociated TEXT WebClientReadFormQueryString
WebClientEditFormQueryString ID ConversationId BODY UniqueBody FLAG Flag TEXT InstanceKey
BODY NormalizedBody TEXT Preview BODY TextBody
"""
_MESSAGE = """
PERSON Sender PEOPLE ToRecipients CcRecipients BccRecipients BOOL IsReadReceiptRequested
IsDeliveryReceiptRequested TEXT ConversationIndex ConversationTopic PERSON From
TEXT InternetMessageId BOOL IsRead IsResponseRequested TEXT References PEOPLE ReplyTo
PERSON ReceivedBy ReceivedRepresenting
"""
_MEETING = """
ID AssociatedCalendarItemId BOOL IsDelegated IsOutOfDate HasBeenProcessed TEXT ResponseType UID
TIME RecurrenceId DateTimeStamp BOOL IsOrganizer
"""
_REQUEST = """
TEXT MeetingRequestType IntendedFreeBusyStatus TIME Start End OriginalStart BOOL IsAllDayEvent
TEXT LegacyFreeBusyStatus Location When BOOL IsMeeting IsCancelled IsRecurring
MeetingRequestWasSent TEXT CalendarItemType MyResponseType PERSON Organizer
ATTENDEES RequiredAttendees OptionalAttendees Resources TEXT Duration TimeZone
TIME AppointmentReplyTime INT AppointmentSequenceNumber AppointmentState
ZONE StartTimeZone EndTimeZone INT ConferenceType BOOL AllowNewTimeProposal IsOnlineMeeting
TEXT MeetingWorkspaceUrl NetShowUrl
"""
_CALENDAR = """
TEXT UID TIME RecurrenceId DateTimeStamp Start End OriginalStart BOOL IsAllDayEvent
TEXT LegacyFreeBusyStatus Location When BOOL IsMeeting IsCancelled IsRecurring
MeetingRequestWasSent IsResponseRequested TEXT CalendarItemType MyResponseType PERSON Organizer
ATTENDEES RequiredAttendees OptionalAttendees Resources TEXT Duration TimeZone
TIME AppointmentReplyTime INT AppointmentSequenceNumber AppointmentState
ZONE StartTimeZone EndTimeZone INT ConferenceType BOOL AllowNewTimeProposal IsOnlineMeeting
TEXT MeetingWorkspaceUrl NetShowUrl BOOL IsOrganizer
"""
_ANSWER = "TIME Start End TEXT Location CalendarItemType"

TYPES = {
    "Message": _ITEM + _MESSAGE,
    "MeetingRequest": _ITEM + _MESSAGE + _MEETING + _REQUEST,
    "MeetingResponse": _ITEM + _MESSAGE + _MEETING + _ANSWER + " TIME ProposedStart ProposedEnd",
    "MeetingCancellation": _ITEM + _MESSAGE + _MEETING + _ANSWER,
    "CalendarItem": _ITEM + _CALENDAR,
}
#: What Exchange makes or keeps itself, and three that only a fuller server takes; who sets one
#: is refused.
READ_ONLY = words(
    "MimeContent Attachments InternetMessageHeaders ItemId ParentFolderId DateTimeReceived"
    " Size IsSubmitted IsDraft IsFromMe IsResend"
    " IsUnmodified DateTimeSent DateTimeCreated ResponseObjects DisplayCc DisplayTo"
    " HasAttachments EffectiveRights LastModifiedName LastModifiedTime IsAssociated"
    " ConversationId UniqueBody InstanceKey NormalizedBody Preview TextBody ConversationIndex"
    " ConversationTopic ReceivedBy ReceivedRepresenting AssociatedCalendarItemId IsMeeting"
    " IsCancelled IsRecurring MeetingRequestWasSent CalendarItemType MyResponseType Organizer"
    " Duration TimeZone AppointmentReplyTime AppointmentSequenceNumber AppointmentState"
    " IsOrganizer"
)
#: Too long for a list: FindItem does not give them.
#: https://learn.microsoft.com/exchange/client-developer/exchange-web-services/email-properties-and-elements-in-ews-in-exchange
NOT_LISTED = words(
    "MimeContent Body UniqueBody NormalizedBody Attachments InternetMessageHeaders ToRecipients"
    " CcRecipients BccRecipients ReplyTo RequiredAttendees OptionalAttendees Resources"
    " ResponseObjects"
)
DEFAULT = words(
    "ItemId ParentFolderId ItemClass Subject Sensitivity Body DateTimeReceived Size Importance"
    " IsSubmitted IsDraft IsFromMe IsResend IsUnmodified DateTimeSent DateTimeCreated"
    " ResponseObjects HasAttachments Culture ToRecipients CcRecipients From Sender IsRead Start"
    " End LegacyFreeBusyStatus Location CalendarItemType Organizer AssociatedCalendarItemId"
)
_ON_REQUEST = words("MimeContent UniqueBody NormalizedBody TextBody Preview")


@cache
def fields(type: str) -> Mapping[str, Field]:
    """An item type's fields by name, in the schema's order."""
    found: dict[str, Field] = {}
    kind = Kind.TEXT
    for word in TYPES[type].split():
        if word.isupper() and word in Kind.__members__:
            kind = Kind(word)
        else:
            found[word] = Field(word, kind, len(found))
    return found


def names(type: str, shape: str) -> frozenset[str]:
    """What a base shape holds: IdOnly, Default, AllProperties."""
    everything = frozenset(fields(type))
    if shape == "IdOnly":
        return frozenset({"ItemId"})
    return everything & DEFAULT if shape == "Default" else everything - _ON_REQUEST
