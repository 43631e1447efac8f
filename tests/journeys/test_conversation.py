"""A message is sent on the phone, heard on the desk with a sentence, and seen by its writer; what is typed is never lost."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.browser import DESK, PHONE
from tests.make import conversation as make

WORDS = "The nights are worse again. Is that a reason to change something?"
HEARD = "I read that the nights are worse again. I will ring the sleep clinic by Friday."


def messages_of(team) -> str:
    return f"/patients/{team.patient.pk}/messages/"


def a_photograph() -> bytes:
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    Image.new("RGB", (320, 240), (90, 120, 110)).save(made, "JPEG", exif=exif)
    return made.getvalue()


@pytest.mark.parametrize("javascript", [True, False])
def test_sent_on_the_phone_heard_on_the_desk_and_seen_by_its_writer(visit, site, lived_in, javascript):
    thandi = visit(lived_in.thandi, f"/patients/{lived_in.patient.pk}/team/", size=PHONE, javascript=javascript)
    thandi.page.get_by_role("link", name="Messages").click()
    thandi.page.get_by_role("link", name="Write a").first.click()
    thandi.page.get_by_label("What is it about?").fill("Nights")
    thandi.page.get_by_label("Ben Adler").uncheck()
    thandi.page.get_by_label("Your message").fill(WORDS)
    thandi.page.get_by_label("Add a picture or a PDF").set_input_files(
        {"name": "bed.jpeg", "mimeType": "image/jpeg", "buffer": a_photograph()}
    )
    thandi.page.get_by_text("Nobody watches this between visits.").wait_for()
    thandi.page.get_by_role("button", name="Send").click()
    thandi.page.get_by_text("sent, not yet heard · an answer comes by").wait_for()
    thandi.page.get_by_text("bed.jpg").wait_for()
    here = thandi.page.url

    doctor = visit(lived_in.doctor, "/messages/", size=DESK, dark=True, javascript=javascript)
    doctor.page.get_by_text(WORDS).first.wait_for()
    if javascript:
        doctor.check()
    doctor.page.locator("summary", has_text="I have heard this").first.click()
    doctor.page.get_by_role("button", name="Say that I heard it").first.click()
    doctor.page.get_by_text("A tap alone says neither.").wait_for()
    doctor.page.get_by_label("What did you understand, and what happens next?").first.fill(HEARD)
    doctor.page.get_by_role("button", name="Say that I heard it").first.click()
    doctor.page.get_by_text("sees your sentence, with your name and role").wait_for()

    thandi.page.goto(here)
    thandi.page.get_by_text("heard by Dr Rossi, doctor, general practice").wait_for()
    thandi.page.get_by_text(HEARD).wait_for()
    assert thandi.page.get_by_text("not yet heard").count() == 0
    therapist = visit(lived_in.therapist, messages_of(lived_in), javascript=javascript)
    assert therapist.page.get_by_text("Nights").count() == 0
    if javascript:
        thandi.check()


def test_what_is_typed_is_kept_also_when_somebody_is_signed_out_meanwhile(visit, site, lived_in):
    with site.acting(None):
        thread = make.thread(lived_in.patient, lived_in.thandi, lived_in.coach, called="Breakfast")
    window = visit(lived_in.thandi, f"{messages_of(lived_in)}{thread.pk}/", size=PHONE, dark=True)
    box = window.page.get_by_label("Your message")
    box.press_sequentially("Half a sentence")
    window.page.get_by_text("kept as a draft").wait_for()
    window.page.reload()
    assert box.input_value() == "Half a sentence"
    window.check()
    window.page.context.clear_cookies(name="concord")
    box.press("Control+End")
    box.press_sequentially(" and more")
    window.page.get_by_text("You are no longer signed in").wait_for()
    assert box.input_value() == "Half a sentence and more"
    assert not [line for line in window.console if "error" in line.lower()], window.console


def test_a_note_waits_for_a_talk_and_is_opened(visit, site, lived_in):
    doctor = visit(lived_in.doctor, f"/patients/{lived_in.patient.pk}/notes/new/", size=DESK)
    doctor.page.get_by_label("Your note").fill("It may be in the family.")
    assert not doctor.page.get_by_label("The reason, in a sentence").is_visible()
    doctor.page.get_by_label("It is sensitive: I want to talk with Thandi first").check()
    doctor.page.get_by_label("The reason, in a sentence").fill("She should hear it from me.")
    doctor.check()
    doctor.page.get_by_role("button", name="Write it down").click()
    doctor.page.get_by_text("talk first").wait_for()
    thandi = visit(lived_in.thandi, f"/patients/{lived_in.patient.pk}/notes/", size=PHONE)
    thandi.page.get_by_text("Dr Rossi would like to talk with you about this first.").wait_for()
    assert "in the family" not in thandi.page.content()
    thandi.check()
    doctor.page.get_by_role("link", name="open or change it").click()
    doctor.page.get_by_role("button", name="We have talked: open it now").click()
    doctor.page.get_by_text("Thandi can read it from now on.").wait_for()
    thandi.page.reload()
    thandi.page.get_by_text("It may be in the family.").wait_for()


def test_a_thread_is_printed_whole_and_searched(visit, site, lived_in):
    with site.acting(None):
        thread = make.thread(
            lived_in.patient, lived_in.thandi, lived_in.doctor, called="Café", words="Is coffee at the café part of it?"
        )
        make.heard(make.first_of(thread, lived_in.doctor), lived_in.doctor)
    window = visit(lived_in.thandi, f"{messages_of(lived_in)}{thread.pk}/?whole=yes", size=DESK)
    window.page.emulate_media(media="print")
    assert window.page.get_by_text("Is coffee at the café part of it?").is_visible()
    assert not window.page.get_by_role("button", name="Send").count()
    window.page.emulate_media(media="screen")
    window.check()
    window.page.goto(messages_of(lived_in))
    window.page.get_by_role("searchbox").fill("CAFE")
    window.page.get_by_role("button", name="Find").click()
    assert window.page.locator("mark").all_inner_texts() == ["café"]
    window.check()
