"""The volunteer's checklist: what the computer can tell, and what somebody answers. Answers are forgotten with the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtPrintSupport import QPrinterInfo

from safetravel.gui.about import AboutTools
from safetravel.gui.camera import Camera
from safetravel.gui.printing import print_picture
from safetravel.gui.reports import finding_sentence
from safetravel.gui.screens.camera import PhotoScreen
from safetravel.gui.screens.checklist import Act, ChecklistLine, ChecklistScreen, state_word
from safetravel.gui.stage import Stage
from safetravel.host import Clock
from safetravel.rendering.checklist import Checked, draw_checklist
from safetravel.services.checklist import Item, State, clock_is_possible, disk_is_encrypted
from safetravel.services.doctor import Check, Finding
from safetravel.services.settings import SettingsFile

CLOCK_MS: Final = 5000
YES, NO, TRY, PRINT, PLAY = "yes", "no", "try", "print", "play"
_ANSWERS: Final = {YES: True, NO: False}


class ChecklistTools(AboutTools, Protocol):
    """What the checklist needs beside."""

    @property
    def clock(self) -> Clock: ...
    @property
    def here(self) -> str: ...
    @property
    def settings(self) -> SettingsFile: ...
    @property
    def examine(self) -> Callable[[], tuple[Finding, ...]]: ...


class Checklist(QObject):
    """`rehearse(back)` plays the invented ride. `printers` names those that are set up."""

    def __init__(
        self,
        stage: Stage,
        tools: ChecklistTools,
        camera: Camera,
        rehearse: Callable[[Callable[[], None]], None],
        *,
        printers: Callable[[], list[str]] = QPrinterInfo.availablePrinterNames,
    ) -> None:
        super().__init__()
        self._stage, self._tools, self._camera = stage, tools, camera
        self._rehearse, self._printers = rehearse, printers
        self._answers: dict[Item, bool] = {}
        self._findings: tuple[Finding, ...] | None = None
        self._encrypted: bool | None = None
        self._printed = False
        self._has_printer = False
        self._back: Callable[[], None] = lambda: None

    def open(self, back: Callable[[], None]) -> None:
        """Everything is looked at anew."""
        self._back, self._findings = back, None
        # Asked once: a spooler may look through the network for the answer.
        self._has_printer = bool(self._printers())
        self._show()

    def _show(self) -> None:
        stage = self._stage
        screen = ChecklistScreen(stage.words, stage.look, [self._line(item) for item in Item])
        screen.acted.connect(lambda item, key: self._acted(screen, item, key))
        screen.print_it.connect(lambda: self._print(screen))
        stage.show(screen, again=self._show, back=self._back)
        ticking = QTimer(screen)  # goes with the screen
        ticking.timeout.connect(lambda: self._tick(screen))
        ticking.start(CLOCK_MS)
        screen.busy.setVisible(self._findings is None)
        if self._findings is None:
            self._look(screen)

    def _look(self, screen: ChecklistScreen) -> None:
        folder = self._tools.centre.folder

        def done(found: tuple[tuple[Finding, ...], bool | None]) -> None:
            self._findings, self._encrypted = found
            screen.busy.hide()
            for item in (Item.LETTERS, Item.MACHINE, Item.DISK):
                screen.show_line(self._line(item))

        def failed(error: Exception) -> None:
            screen.busy.hide()
            self._stage.window.show_error(error)

        self._stage.run(lambda _task: (self._tools.examine(), disk_is_encrypted(folder)), done, failed=failed)

    def _tick(self, screen: ChecklistScreen) -> None:
        box = screen.cards[Item.CLOCK].box
        if box is not None:
            box.set_text(self._time())

    def _time(self) -> str:
        return self._stage.words.time(self._tools.clock.now(), self._tools.here)

    def _acted(self, screen: ChecklistScreen, item: Item, key: str) -> None:
        if key == PLAY:
            self._rehearse(self._show)
        elif key == TRY:
            self._try_camera()
        elif key == PRINT:
            self._print(screen)
        else:
            self._answers[item] = _ANSWERS[key]
            screen.show_line(self._line(item))

    def _try_camera(self) -> None:
        def taken(_jpeg: bytes) -> None:
            self._answers[Item.CAMERA] = True
            self._show()

        stage = self._stage
        make = lambda: PhotoScreen(stage.words, stage.look, stage.words.tr("Try the camera"))  # noqa: E731
        self._camera.shoot(taken, back=self._show, make=make)

    def _print(self, screen: ChecklistScreen) -> None:
        words, tools = self._stage.words, self._tools
        rows = []
        for line in map(self._line, Item):
            state = words.tr("{label}: {value}", label=line.title, value=state_word(line.state, words))
            rows.append(Checked(state, line.sentence, line.state is State.FINE))
        now = tools.clock.now()
        lead = [tools.centre.centre.name, words.date(now, tools.here), self._time()]
        png = draw_checklist(
            words.tr("Checklist of this laptop"),
            " · ".join(part for part in lead if part),
            rows,
            right_to_left=words.right_to_left,
        )

        def printed() -> None:
            self._printed = True
            if self._stage.screen is screen:
                screen.show_line(self._line(Item.PRINTER))

        print_picture(self._stage.window, png, printed)

    # the lines

    def _line(self, item: Item) -> ChecklistLine:
        return {
            Item.LETTERS: self._letters,
            Item.CLOCK: self._clock,
            Item.DISK: self._disk,
            Item.MACHINE: self._machine,
            Item.PRINTER: self._printer,
            Item.CAMERA: self._camera_line,
            Item.REHEARSAL: self._rehearsal,
        }[item]()

    def _yes_or_no(self) -> tuple[Act, ...]:
        words = self._stage.words
        return Act(YES, words.tr("Yes"), "check"), Act(NO, words.tr("No"), "close")

    def _findings_of(self, of: Callable[[Check], bool]) -> tuple[bool | None, str]:
        """Whether they all hold (None: not looked at yet), and what those that do not say."""
        if self._findings is None:
            return None, ""
        lacking = [one for one in self._findings if of(one.check) and not one.fine]
        return not lacking, " ".join(finding_sentence(one, self._stage.words) for one in lacking)

    def _letters(self) -> ChecklistLine:
        words = self._stage.words
        fine, lacking = self._findings_of(lambda check: check is Check.FONTS)
        sentence = lacking or words.tr("Latin, Cyrillic and Arabic letters can be drawn.")
        if fine is None:
            sentence = words.tr("Being looked at.")
        return ChecklistLine(Item.LETTERS, State.of(fine), words.tr("Letters"), sentence)

    def _machine(self) -> ChecklistLine:
        words = self._stage.words
        fine, lacking = self._findings_of(lambda check: check is not Check.FONTS)
        sentence = lacking or words.tr("Disk, memory, pictures and time zones do what they should.")
        if fine is None:
            sentence = words.tr("Being looked at.")
        return ChecklistLine(Item.MACHINE, State.of(fine), words.tr("This computer"), sentence)

    def _clock(self) -> ChecklistLine:
        words, tools = self._stage.words, self._tools
        now = tools.clock.now()
        title = words.tr("Clock and time zone")
        if not clock_is_possible(now, tools.guidance.numbers.collected):
            sentence = words.tr("The clock stands before this program was made. Set it in the system's settings.")
            return ChecklistLine(Item.CLOCK, State.NOT, title, sentence, self._time())
        answer = self._answers.get(Item.CLOCK)
        zone = words.zone_name(tools.here, now)
        if answer is False:
            sentence = words.tr(
                "Set clock and time zone in the system's settings. Alarms go by them. Now it is: {zone}", zone=zone
            )
        else:
            sentence = words.tr("Is this the time on your phone? Time zone: {zone}", zone=zone)
        return ChecklistLine(Item.CLOCK, State.of(answer), title, sentence, self._time(), self._yes_or_no())

    def _disk(self) -> ChecklistLine:
        words = self._stage.words
        title = words.tr("Encryption of the disk")
        if self._encrypted:
            return ChecklistLine(
                Item.DISK, State.FINE, title, words.tr("The system encrypts the disk that lockers lie on.")
            )
        answer = self._answers.get(Item.DISK)
        if answer:
            sentence = words.tr("You said that the disk is encrypted.")
        elif answer is False or self._encrypted is False:
            sentence = words.tr(
                "No encryption was found. Lockers are encrypted in any case; for everything else it has to be turned on. "
                "Is the disk encrypted in another way?"
            )
        else:
            sentence = words.tr("Look in the system's settings (FileVault, BitLocker, LUKS). Is the disk encrypted?")
        known = answer if answer is not None else self._encrypted
        return ChecklistLine(Item.DISK, State.of(known), title, sentence, acts=self._yes_or_no())

    def _printer(self) -> ChecklistLine:
        words = self._stage.words
        title = words.tr("Printer")
        test = Act(PRINT, words.tr("Print this list as a test"), "printer")
        if not self._has_printer:
            sentence = words.tr(
                "None is set up. Cards and slips can still be saved as PDF or photographed from the screen."
            )
            return ChecklistLine(Item.PRINTER, State.NOT, title, sentence, acts=(test,))
        answer = self._answers.get(Item.PRINTER)
        if self._printed:
            sentence = words.tr("Did the page come out, and can it be read?")
            return ChecklistLine(Item.PRINTER, State.of(answer), title, sentence, acts=(*self._yes_or_no(), test))
        sentence = words.tr("A printer is set up. Print one page to see whether it prints.")
        return ChecklistLine(Item.PRINTER, State.of(answer), title, sentence, acts=(test,))

    def _camera_line(self) -> ChecklistLine:
        words = self._stage.words
        answer = self._answers.get(Item.CAMERA)
        if answer:
            sentence = words.tr("It took a picture, which was thrown away.")
        elif answer is False:
            sentence = words.tr("Without one, pictures come from a phone or a stick, and codes as pictures.")
        else:
            sentence = words.tr("Take a picture of the wall. Nothing of it is kept.")
        acts = (
            Act(TRY, words.tr("Try the camera"), "camera"),
            Act(NO, words.tr("There is none"), "no-camera"),
        )
        return ChecklistLine(Item.CAMERA, State.of(answer), words.tr("Camera"), sentence, acts=acts)

    def _rehearsal(self) -> ChecklistLine:
        words = self._stage.words
        day = self._tools.settings.rehearsed_on()
        sentence = (
            words.tr("Last played on this laptop: {date}", date=words.calendar_date(day))
            if day
            else words.tr("Play the invented ride once, and try what it makes on your phones.")
        )
        play = Act(PLAY, words.tr("Rehearse"), "rehearsal")
        return ChecklistLine(Item.REHEARSAL, State.of(day is not None), words.tr("Rehearsal"), sentence, acts=(play,))
