# Long because its cases share their helpers and read best side by side.
"""Files are judged by their bytes, whatever they are called; pictures are drawn anew; what is refused says why."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from concord.access.guard import NotAllowed, Refused
from concord.conversation import actions, files
from concord.conversation.models import Attachment
from concord.database.acting import acting_as
from tests.make import conversation as make

GPS = {0x8825: {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}, 0x010F: "Camera of Thandi"}


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Thandi"
    exif.get_ifd(0x8825).update(GPS[0x8825])
    made = io.BytesIO()
    Image.new("RGB", (60, 40), (10, 90, 80)).save(made, "JPEG", exif=exif, comment=b"taken at home")
    return made.getvalue()


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("run.html", "<script>alert(1)</script>")
    return made.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be a wall of dots."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))  # noqa: E731
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


NASTY = {
    "empty.jpg": (b"", "empty"),
    "page.pdf": (b"<!doctype html><script>alert(1)</script>", "neither a picture"),
    "drawing.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "neither a picture"),
    "drawing.png": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "neither a picture"),
    "photo.jpg": (zipped(), "neither a picture"),
    "programme.exe": (b"MZ\x90\x00" + b"\0" * 64, "neither a picture"),
    "script.js": (b"alert(1)", "neither a picture"),
    "moving.gif": (b"GIF89a" + b"\0" * 30, "neither a picture"),
    "IMG_0042.HEIC": (b"\0\0\0\x24ftypheic" + b"\0" * 64, "Choose it from “Photo Library”"),
    "IMG_0043.jpg": (b"\0\0\0\x24ftypmif1" + b"\0" * 64, "sends it as a JPEG by itself"),
    "new.avif": (b"\0\0\0\x20ftypavif" + b"\0" * 64, "save it as a JPEG"),
    "film.mp4": (b"\0\0\0\x20ftypisom" + b"\0" * 64, "neither a picture"),
    "scan.tiff": (b"II*\x00" + b"\0" * 30, "neither a picture"),
    "only-a-head.jpg": (b"\xff\xd8\xff", "damaged"),
    "half.jpg": (make.picture(size=(400, 300))[:600], "damaged"),
    "half.png": (make.picture("PNG", size=(400, 300))[:60], "damaged"),
    "half.webp": (make.picture("WEBP", size=(400, 300))[:60], "damaged"),
    "head-of-one-body-of-another.png": (b"\x89PNG\r\n\x1a\n" + make.picture(), "damaged"),
    "wall.png": (huge_png(50_000, 50_000), "too large to be opened safely"),
    "line.png": (huge_png(30_000, 1), "too large to be opened safely"),
    "just-over.png": (huge_png(4_000, 3_001), "over 12 million dots"),
    "half.pdf": (make.pdf()[:40], "has no end"),
    "named-only.pdf": (b"%PDF-1.7 and nothing else", "has no end"),
    "and-a-zip.pdf": (make.pdf() + b" " * 2000 + zipped(), "behind the end"),
    "hides.pdf": (make.pdf(b"2 0 obj <</S /J#61va#53cript /JS (app.alert\\(1\\))>> endobj"), "programme or another file"),
    "runs.pdf": (make.pdf(b"2 0 obj <</S /JavaScript /JS (app.alert\\(1\\))>> endobj"), "programme or another file"),
    "asks.pdf": (make.pdf(b"2 0 obj <</AcroForm <</XFA 3 0 R>>>> endobj"), "programme or another file"),
    "sends.pdf": (make.pdf(b"2 0 obj <</S /SubmitForm /F (https://elsewhere.example)>> endobj"), "programme or another file"),
    "launches.pdf": (make.pdf(b"2 0 obj <</S /Launch /F (cmd.exe)>> endobj"), "programme or another file"),
    "carries.pdf": (make.pdf(b"2 0 obj <</Type /EmbeddedFile>> endobj"), "programme or another file"),
    "large.pdf": (b"%PDF-" + b"0" * 10_000_000, "larger than 10 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_is_refused_with_a_sentence_that_says_why(name):
    content, why = NASTY[name]
    with pytest.raises(Refused, match=why) as refused:
        files.take(name, content)
    assert refused.value.sentence.endswith(".") or refused.value.sentence.endswith(").")


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_is_kept_as_what_it_is_whatever_its_ending_says(kind, ending):
    taken = files.take("tongue.pdf", make.picture(kind))
    assert (taken.called, taken.kind) == (f"tongue.{ending}", files.PICTURES[kind][0])
    assert Image.open(io.BytesIO(taken.content)).format == kind


def test_place_camera_and_comment_are_gone():
    content = with_place()
    assert b"Camera of Thandi" in content
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)
    taken = files.take("kitchen.jpg", content)
    kept = Image.open(io.BytesIO(taken.content))
    assert not kept.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(kept.info)
    assert b"Camera" not in taken.content
    assert b"home" not in taken.content


def test_a_second_file_behind_a_picture_does_not_come_along():
    content = make.picture() + zipped() + b"<script>alert(1)</script>"
    taken = files.take("two.jpg", content)
    assert b"script" not in taken.content
    assert not zipfile.is_zipfile(io.BytesIO(taken.content))


def test_words_hidden_in_a_picture_do_not_come_along():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "Thandi", zip=True)
    made = io.BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(made, "PNG", pnginfo=words)
    taken = files.take("clear.png", made.getvalue())
    kept = Image.open(io.BytesIO(taken.content))
    assert (kept.mode, kept.info.get("Author")) == ("RGBA", None)


def test_a_picture_lying_on_its_side_is_put_upright_and_made_smaller():
    exif = Image.Exif()
    exif[0x0112] = 6
    made = io.BytesIO()
    Image.new("RGB", (4000, 1000)).save(made, "JPEG", exif=exif)
    taken = files.take("side.jpg", made.getvalue())
    assert taken.height == files.KEPT_SIDE
    assert (taken.width, taken.height) == (600, 2400)


@pytest.mark.parametrize(("kind", "more"), [("WEBP", {}), ("PNG", {}), ("JPEG", {"progressive": True})])
def test_a_few_bytes_that_would_fill_the_memory_are_not_opened(kind, more):
    made = io.BytesIO()
    Image.new("RGB", (4001, 3001)).save(made, kind, **more)
    assert len(made.getvalue()) < 300_000
    with pytest.raises(Refused, match="over 12 million dots"):
        files.take("bomb", made.getvalue())


def test_a_camera_s_large_picture_is_taken():
    made = io.BytesIO()
    Image.new("RGB", (5000, 4000)).save(made, "JPEG")
    assert files.take("large.jpg", made.getvalue()).width == files.KEPT_SIDE


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.jpg"), ("C:\\photos\\me.HTML", "me.jpg"), ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"),
        ("\u202egpj.exe", "gpj.jpg"), ("", "file.jpg"), (".jpg", "file.jpg"), ("..", "file.jpg"), ("x" * 500, "x" * 110 + ".jpg"),
        ("Küche 1.jpeg", "Küche 1.jpg"), ("\0\0.png", "file.jpg"), ("写真.png", "写真.jpg"),
    ],
)  # fmt: skip
def test_a_name_is_one_line_without_tricks(name, shown):
    assert files.safe_name(name, "jpg") == shown


pytestmark_db = pytest.mark.django_db


@pytest.fixture
def thread(team):
    return make.thread(team.patient, team.thandi, team.doctor, team.coach)


@pytestmark_db
def test_a_file_waits_beside_the_draft_for_its_writer_alone_and_goes_with_the_message(team, thread):
    attachment = make.attached(thread, team.thandi)
    with acting_as(team.doctor):
        assert not Attachment.objects.exists()
    message = make.said(thread, team.thandi, "See the picture.")
    with acting_as(team.doctor):
        assert [one.pk for one in message.attachments.all()] == [attachment.pk]
    with acting_as(team.therapist):
        assert not Attachment.objects.exists()


@pytestmark_db
def test_the_same_file_twice_is_kept_once_and_five_are_enough(team, thread):
    assert make.attached(thread, team.thandi).pk == make.attached(thread, team.thandi).pk
    for number in range(4):
        make.attached(thread, team.thandi, content=make.picture(size=(30 + number, 20)))
    with pytest.raises(Refused, match="can carry 5 files"):
        make.attached(thread, team.thandi, content=make.picture(size=(99, 20)))


@pytestmark_db
def test_a_removed_file_is_gone_with_its_bytes_and_a_sent_one_is_not_removed(team, thread):
    attachment = make.attached(thread, team.thandi)
    with acting_as(team.thandi):
        actions.remove_file(attachment=attachment, by=team.thandi, now=make.APRIL)
        assert bytes(Attachment.objects.get(pk=attachment.pk).content) == b""
    kept = make.attached(thread, team.thandi)
    make.said(thread, team.thandi, "See.")
    with acting_as(team.thandi):
        sent = Attachment.objects.get(pk=kept.pk)
        with pytest.raises(Refused, match="was sent with its message"):
            actions.remove_file(attachment=sent, by=team.thandi, now=make.APRIL)
    with acting_as(team.coach), pytest.raises(Refused, match="Only the person who added"):
        actions.remove_file(attachment=sent, by=team.coach, now=make.APRIL)
    with acting_as(team.stranger), pytest.raises(NotAllowed):
        actions.remove_file(attachment=sent, by=team.stranger, now=make.APRIL)


@pytestmark_db
def test_a_file_is_handed_out_as_something_to_save_and_runs_nothing(team, thread, client_for):
    attachment = make.attached(thread, team.thandi, name='r"é;.html', content=make.pdf())
    make.said(thread, team.thandi, "See.")
    address = reverse("conversation:file", args=[team.patient.pk, attachment.pk])
    answer = client_for(team.doctor).get(address)
    assert answer.status_code == 200
    assert answer.content == make.pdf()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert {"sandbox", "default-src 'none'"} <= set(answer["Content-Security-Policy"].split("; "))
    assert answer["Cache-Control"] == "no-store"
    for other in (team.therapist, team.supporter, team.stranger, team.former):
        assert client_for(other).get(address).status_code == 404


@pytestmark_db
def test_a_file_goes_back_with_its_message(team, thread, client_for):
    attachment = make.attached(thread, team.thandi)
    message = make.said(thread, team.thandi, "See.")
    with acting_as(team.thandi):
        actions.take_back_message(message=message, by=team.thandi, now=make.APRIL + timedelta(hours=1))
    address = reverse("conversation:file", args=[team.patient.pk, attachment.pk])
    assert client_for(team.doctor).get(address).status_code == 404
    assert client_for(team.thandi).get(address).status_code == 200


@pytestmark_db
@pytest.mark.parametrize("name", ["drawing.svg", "half.jpg", "wall.png", "runs.pdf", "empty.jpg"])
def test_the_page_says_why_and_keeps_what_was_typed(team, thread, client_for, name):
    sent = {
        "words": "See my <b>tongue</b>",
        "do": "send",
        "file": SimpleUploadedFile(name, NASTY[name][0], "image/jpeg"),
    }
    client = client_for(team.thandi)
    answer = client.post(reverse("conversation:send", args=[team.patient.pk, thread.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert NASTY[name][1] in page
    assert "See my &lt;b&gt;tongue&lt;/b&gt;" in page
    again = client.get(reverse("conversation:thread", args=[team.patient.pk, thread.pk])).content.decode()
    assert "See my &lt;b&gt;tongue" in again
    with acting_as(team.thandi):
        assert thread.messages.count() == 1


@pytestmark_db
def test_a_good_file_stays_although_the_words_are_missing(team, thread, client_for):
    sent = {"words": " ", "do": "send", "file": SimpleUploadedFile("x.bin", make.picture(), "application/x-evil")}
    answer = client_for(team.thandi).post(reverse("conversation:send", args=[team.patient.pk, thread.pk]), sent)
    assert answer.status_code == 422
    assert "x.jpg" in answer.content.decode()
    assert "A file alone does not say" in answer.content.decode()


@pytestmark_db
def test_a_new_message_carries_its_file(team, client_for):
    sent = {"words": "See.", "called": "Rash", "do": "send", "others": make.tie_of(team.patient, team.doctor).pk,
            "file": SimpleUploadedFile("rash.png", make.picture("PNG"))}  # fmt: skip
    answer = client_for(team.thandi).post(reverse("conversation:begin", args=[team.patient.pk]), sent, follow=True)
    assert "rash.png" in answer.content.decode()


@pytestmark_db
def test_far_too_much_is_refused_before_it_is_read(team, thread, client_for):
    sent = {"words": "x", "file": SimpleUploadedFile("film.jpg", b"\xff\xd8\xff" + b"0" * 13_000_000)}
    answer = client_for(team.thandi).post(reverse("conversation:send", args=[team.patient.pk, thread.pk]), sent)
    assert answer.status_code == 413
    assert "10 MB" in answer.content.decode()


def test_a_picture_with_damaged_particulars_is_refused_in_a_sentence():
    """Whatever breaks while it is read: 400 pictures with a few bytes gone wrong, the same each time."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x8769] = 6, "x" * 50, {0x9000: b"0230", 0x9286: b"a" * 30}
    written = io.BytesIO()
    Image.new("RGB", (64, 48), (1, 2, 3)).save(written, "JPEG", exif=exif)
    chance = random.Random(1)
    for _ in range(400):
        damaged = bytearray(written.getvalue())
        for _ in range(chance.choice((1, 2, 3, 6))):
            damaged[chance.randrange(8, 200)] = chance.choice((0, 1, 2, 4, 7, 12, 127, 128, 255))
        with warnings.catch_warnings(), suppress(files.NotTaken):
            warnings.simplefilter("ignore")
            files.take("a.jpg", bytes(damaged))
