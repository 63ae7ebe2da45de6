"""A library that does not take a change: what was marked outlives the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from postil.container import Container, system_clock
from postil.core.errors import SaveFailed
from postil.services.library.writing import handed_over
from postil.storage.disk_library import DiskLibrary
from postil.storage.machine.set_aside import FOLDER, SetAside
from tests.tui.reader_stage import Stage, reading
from tests.unit.storage.samples import THREE, noted

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def refuse(*_: object) -> NoReturn:
    raise SaveFailed("There is no room left on the disk.")


def kept(tmp_path: Path) -> list[Path]:
    return [*(tmp_path / "state" / FOLDER).glob("*.jsonl")]


def end(store: SetAside) -> None:
    """Frees what the end of a process frees."""
    assert store._own is not None
    store._own[1].release()


def aside(tmp_path: Path) -> SetAside:
    return SetAside(tmp_path / "state", "library")


async def settle(stage: Stage) -> None:
    """Waits for the writer and for what is set aside."""
    for _ in range(20):
        await stage.pilot.pause(0.01)
    await stage.app.workers.wait_for_complete()
    await stage.pilot.pause()


async def test_what_could_not_be_saved_is_saved_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, store = tmp_path / "annotations", aside(tmp_path)
    with monkeypatch.context() as full:
        async with reading(library, set_aside=lambda: store) as stage:
            full.setattr(DiskLibrary, "apply", refuse)
            await stage.press("a")
            await settle(stage)
            assert "It is kept here; ctrl+s tries again." in stage.notices
            await stage.press("j", "a")
            await settle(stage)
            marked = [claim.target.exact for claim in stage.claims]
            await stage.press("ctrl+q")
            await settle(stage)
            assert "quitting again keeps that for the next start" in stage.notices
            await stage.press("ctrl+q")
            await settle(stage)
            assert stage.app._exit
    assert len(kept(tmp_path)) == 1
    end(store)
    assert not list(DiskLibrary.open(library, system_clock).read_all())
    told = list(handed_over(DiskLibrary.open(library, system_clock), aside(tmp_path)))
    assert told == ["2 changes that could not be saved earlier: on disk now."]
    async with reading(library) as stage:
        (annotated,) = stage.saved().read_all()
        assert [claim.target.exact for claim in annotated.live_claims] == marked
        assert [claim.target.exact for claim in stage.claims] == marked
        assert not kept(tmp_path)
        await stage.press("u")
        await settle(stage)
        assert [claim.target.exact for claim in stage.claims] == marked[:1]


async def test_what_is_saved_at_last_is_not_kept_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(tmp_path / "annotations", set_aside=lambda: aside(tmp_path)) as stage:
        with monkeypatch.context() as full:
            full.setattr(DiskLibrary, "apply", refuse)
            await stage.press("a")
            await settle(stage)
            assert len(kept(tmp_path)) == 1
        await stage.press("ctrl+s")
        await settle(stage)
        assert not kept(tmp_path)
        assert len(list(stage.saved().read_all())) == 1


async def test_where_nothing_can_be_set_aside_quitting_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").write_text("not a folder")
    async with reading(tmp_path / "annotations", set_aside=lambda: aside(tmp_path)) as stage:
        with monkeypatch.context() as full:
            full.setattr(DiskLibrary, "apply", refuse)
            await stage.press("a")
            await settle(stage)
            await stage.press("ctrl+q")
            await settle(stage)
            assert "quitting again gives that up" in stage.notices


async def test_what_fails_again_is_kept_beside_what_fails_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "annotations"
    for index in range(2):
        with monkeypatch.context() as full:
            full.setattr(DiskLibrary, "apply", refuse)
            told = list(handed_over(DiskLibrary.open(library, system_clock, create=True), aside(tmp_path)))
            assert bool(told) is bool(index)
            store = aside(tmp_path)
            async with reading(library, set_aside=lambda: store) as stage:  # noqa: B023 - it is left before the next
                await stage.press("j", "a")
                await settle(stage)
            end(store)
    assert len(kept(tmp_path)) == 2
    told = list(handed_over(DiskLibrary.open(library, system_clock), aside(tmp_path)))
    assert told == ["1 change that could not be saved earlier: on disk now."] * 2
    assert not kept(tmp_path)


def test_a_container_hands_over_before_the_screen_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postil.storage.machine.configuration.state_folder", lambda: tmp_path / "state")
    monkeypatch.setattr("postil.tui.terminal.controlling.need_terminal", lambda: None)
    monkeypatch.setattr("postil.container.run_screen", lambda *_: 0)
    store = SetAside(tmp_path / "state", str(tmp_path / "annotations"))
    store.keep(THREE)
    end(store)
    container = Container(str(tmp_path / "annotations"))
    assert container.run_screen() == 0
    assert container.problems == ("3 changes that could not be saved earlier: on disk now.",)
    assert len(list(container.library.read_all())) == 1


def test_what_was_saved_before_a_process_was_killed_is_not_done_again(tmp_path: Path) -> None:
    library = DiskLibrary.open(tmp_path / "annotations", system_clock, create=True)
    store = aside(tmp_path)
    store.keep(THREE[:2])
    for operation in THREE[:2]:
        library.apply(operation)
    end(store)
    library.apply(noted(library, 11, "An hour of thinking."))
    told = list(handed_over(library, aside(tmp_path)))
    assert told == ["2 changes that could not be saved earlier: on disk now."]
    (annotated,) = library.read_all()
    assert annotated.claims[0].note == "An hour of thinking."
