"""Bytes to text: what the input declares, then UTF-8, then the likeliest charset, line by line."""

from cleaner.decoding.article import EmptyArticle, read_article, whole, writable
from cleaner.decoding.decoded import Decoded, DecodeError
from cleaner.decoding.text import decode

__all__ = ["DecodeError", "Decoded", "EmptyArticle", "decode", "read_article", "whole", "writable"]
