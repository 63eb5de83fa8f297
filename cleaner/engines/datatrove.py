"""Steps for pipelines of datatrove; takes the extra `datatrove`.

`BodyFormatter` stands where other formatters stand and changes nothing but the text; `ArticleStep` also keeps what the
article says around its body. Where it stands depends on the source: after a reader of plain text, or in place of an
extractor, for an HTML page gives its captions and date only while it is a page.
"""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING

from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.formatters.base import BaseFormatter
from datatrove.utils.logging import logger
from datatrove.utils.typeshelper import StatHints

from cleaner.engines.attempt import attempt, body, known
from cleaner.engines.facts import told
from cleaner.record import Record

if TYPE_CHECKING:
    from datatrove.data import Document
    from datatrove.pipeline.writers.disk_base import DiskWriter


class BodyFormatter(BaseFormatter):
    """The text of a document becomes the body of the article in it, a paragraph or subheading on each line.

    It becomes empty where there is no article, or none that can be cleaned. `site` names a rule set, as for
    `cleaner.clean`; ValueError for an unknown one.

    >>> BodyFormatter().format("Rain fell all day.\\n5 View gallery\\nThe pier\\n(Photo: AP)\\nThe boats stayed out.")
    'Rain fell all day.\\nThe boats stayed out.'
    """

    name = "📰 Body"

    def __init__(self, site: str | None = None) -> None:
        super().__init__()
        self.site = known(site)

    def format(self, text: str) -> str:
        """The body of the article in a text."""
        record, _ = attempt(text, logger.exception, site=self.site)
        return body(record) if record else ""


class ArticleStep(PipelineStep):
    """The text of a document becomes the body of the article in it; its metadata gain what `facts` tells.

    The article has the id of the document, and for its url what the metadata have under `url_key`; `site` names a rule
    set, as for `cleaner.clean`. Keys that are added begin with `prefix`, so that those that are there stay: the `date`
    of a crawl, the `language` that a filter found. With `record` one more holds the whole record, as JSON.

    Documents without an article are dropped, as filters do it: to `exclusion_writer`, if there is one, with
    `filter_reason` in their metadata. With `keep` they go on, their text as it came, and all documents have one more
    key, `rejected`: the reason, empty for articles. Reasons are `empty`, `no_body`, `unreadable`, and `fault` for an
    error of cleaner, which is logged. Statistics are `total`, `forwarded` and `dropped`, as of filters, `cleaned`,
    `rejected_<reason>`, `flagged` (articles that a person should look at) and `captions`.

    Raises ValueError for an unknown site, and for `keep` with a writer, which would have nothing to write.

    >>> from datatrove.data import Document
    >>> text = "Rain fell all day.\\n5 View gallery\\nThe pier\\n(Photo: AP)\\nThe boats stayed out."
    >>> [document] = ArticleStep().run([Document(text, id="17")])
    >>> document.text, document.metadata["article_captions"]
    ('Rain fell all day.\\nThe boats stayed out.', '[{"image": 1, "lang": "en", "value": "The pier", "credit": "AP"}]')
    """

    type = "📰 - ARTICLE"
    name = "cleaner"

    def __init__(
        self,
        url_key: str = "url",
        site: str | None = None,
        prefix: str = "article_",
        record: bool = False,
        keep: bool = False,
        exclusion_writer: "DiskWriter | None" = None,
    ) -> None:
        super().__init__()
        if keep and exclusion_writer:
            raise ValueError("with keep nothing is dropped: exclusion_writer would have nothing to write")
        self.url_key = url_key
        self.site = known(site)
        self.prefix = prefix
        self.record = record
        self.keep = keep
        self.exclusion_writer = exclusion_writer

    def run(self, data: Iterable["Document"] | None, rank: int = 0, world_size: int = 1) -> Iterator["Document"]:
        """The documents, as they come, cleaned."""
        with self.exclusion_writer or nullcontext() as writer:
            for document in data or ():
                self.stat_update(StatHints.total)
                with self.track_time():
                    url = document.metadata.get(self.url_key)
                    url = url if isinstance(url, str) else None
                    record, reason = attempt(
                        document.text, logger.exception, site=self.site, id=str(document.id), url=url
                    )
                    self._count(record, reason)
                if self.keep or not reason:
                    self._tell(document, record, reason)
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                else:
                    self.stat_update(StatHints.dropped)
                    if writer:
                        document.metadata["filter_reason"] = reason
                        writer.write(document, rank)

    def _count(self, record: Record | None, reason: str) -> None:
        self.stat_update(f"rejected_{reason}" if reason else "cleaned")
        if record:
            self.stat_update("captions", value=sum(len(image.captions) for image in record.images))
            if record.flags:
                self.stat_update("flagged")

    def _tell(self, document: "Document", record: Record | None, reason: str) -> None:
        found = told(record, self.record) | ({"rejected": reason} if self.keep else {})
        document.metadata |= {self.prefix + key: value for key, value in found.items()}
        if record and not reason:
            document.text = body(record)
