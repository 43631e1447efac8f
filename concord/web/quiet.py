"""Log records without people: an address names a record, and an error's text may hold what somebody wrote."""

import logging
import re

ADDRESS = re.compile(r"/[^\s'\"]*")


class WithoutPeople(logging.Filter):
    """Keep the kind of fault and where in the code it stands; drop addresses, arguments and messages of errors."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.msg = (
                f"{record.exc_info[0].__name__ if record.exc_info[0] else 'Error'} at {_place(record.exc_info[2])}"
            )
            record.args, record.exc_info, record.exc_text = (), None, None
        elif record.name.startswith("django"):
            record.msg, record.args = ADDRESS.sub("(address)", record.getMessage()), ()
        for name in ("request", "server_time"):
            record.__dict__.pop(name, None)
        return True


def _place(traceback) -> str:
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None:
        return "an unknown place"
    code = traceback.tb_frame.f_code
    return f"{code.co_filename.rsplit('/site-packages/', 1)[-1].rsplit('/concord/', 1)[-1]}:{traceback.tb_lineno}"
