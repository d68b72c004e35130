"""Scans that come as images: PNG, JPEG, TIFF with many pages. Sizes are checked before anything is decoded."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from loaders.read.draft import Draft, describe
from loaders.read.glyphs import Sheet
from loaders.read.limits import Limits, damaged, too_large
from loaders.read.ocr import read_image
from loaders.read.pages import write_pages
from ontology.errors import LoadError
from ontology.values import Text

_BEST_DPI = 300.0
_PAGE_INCHES = 8.27


def _resolution(image: Image.Image) -> float:
    """The scan's resolution: what it says when that makes a page of believable width, else what A4 would need."""
    stated = image.info.get("dpi", (0, 0))
    dpi = float(stated[0]) if isinstance(stated, tuple) and stated and stated[0] else 0.0
    short = min(image.width, image.height)
    return dpi if 70 < dpi < 1300 and 3 < short / dpi < 17 else short / _PAGE_INCHES


def _prepared(image: Image.Image) -> tuple[Image.Image, float]:
    """A page at a resolution tesseract reads well."""
    dpi = max(20.0, _resolution(image))
    upright = ImageOps.exif_transpose(image) or image
    factor = _BEST_DPI / dpi
    if 0.8 < factor < 1.25:
        return upright, dpi
    factor = min(factor, 4.0)
    size = (max(1, round(upright.width * factor)), max(1, round(upright.height * factor)))
    grey = upright.convert("L") if "A" not in upright.getbands() else upright
    return grey.resize(size, Image.Resampling.LANCZOS), dpi * factor


def _check(name: str, image: Image.Image, limits: Limits) -> None:
    if image.width * image.height > limits.pixels:
        raise too_large(
            name,
            f"ảnh {image.width} × {image.height} điểm, quá giới hạn {limits.pixels} điểm",
            f"the image has {image.width} × {image.height} pixels, beyond {limits.pixels}",
        )


def read_images(name: str, data: bytes, limits: Limits) -> Text:
    """An image file as text, one page a frame."""
    sheets: list[Sheet] = []
    sure: list[float] = []
    broken = damaged(name, "ảnh bị hỏng hoặc bị cắt cụt", "the image is broken or cut short")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "BMP", "GIF"))
            frames = getattr(image, "n_frames", 1)
            if frames > limits.scanned_pages:
                raise too_large(
                    name,
                    f"tệp ảnh có {frames} trang, quá giới hạn {limits.scanned_pages}",
                    f"it has {frames} page images, beyond {limits.scanned_pages}",
                )
            for i in range(frames):
                image.seek(i)
                _check(name, image, limits)
                page, dpi = _prepared(image.copy())
                sheet, confidence = read_image(name, page, i + 1, dpi)
                sheets.append(sheet)
                sure.append(confidence)
    except LoadError:
        raise
    except Image.DecompressionBombError as error:
        raise too_large(name, "ảnh quá lớn khi bung ra", "the image is too large once decoded") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError, KeyError, TypeError) as error:
        raise broken from error
    draft = Draft()
    source = describe(name, data, f"image/{(image.format or 'unknown').lower()}", pages=len(sheets))
    return write_pages(name, draft, sheets, dict(enumerate(sure, 1)), source, limits)
