from concurrent.futures import ThreadPoolExecutor

from newsroom.secret import read_or_make


def test_makes_one_key_for_all_who_ask_at_once(tmp_path):
    file = tmp_path / "new" / "secret_key"

    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(read_or_make, [file] * 64))

    assert keys == {file.read_text()}
    assert len(file.read_text()) > 80
    assert file.stat().st_mode & 0o777 == 0o600


def test_leaves_a_key_alone(tmp_path):
    file = tmp_path / "secret_key"
    file.write_text("ours\n")
    file.chmod(0o400)

    assert read_or_make(file) == "ours"


def test_fills_a_file_that_a_crash_left_empty(tmp_path):
    file = tmp_path / "secret_key"
    file.touch()

    assert read_or_make(file) == file.read_text() != ""
