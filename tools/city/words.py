"""The vocabulary of the plans of a synthetic country."""

from __future__ import annotations

from typing import Final

AGENCIES: Final = (
    "Dinas Perhubungan",
    "Dinas Kesehatan",
    "Dinas Pendidikan",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Satuan Polisi Pamong Praja",
    "Badan Pendapatan Daerah",
    "Dinas Sosial",
    "Dinas Lingkungan Hidup",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Dinas Perdagangan",
    "Dinas Pertanian",
    "Dinas Pariwisata",
)
GOALS: Final = (
    "Terwujudnya lalu lintas yang aman, tertib, dan lancar",
    "Meningkatnya derajat kesehatan masyarakat",
    "Meningkatnya mutu dan pemerataan pendidikan",
    "Menurunnya kemiskinan",
    "Terwujudnya tata kelola pemerintahan yang akuntabel",
)
STATES: Final = (
    "Meningkatnya mutu",
    "Meningkatnya jangkauan",
    "Meningkatnya ketepatan waktu",
    "Meningkatnya kepatuhan pada standar",
    "Berkurangnya keluhan atas",
    "Terjaganya kesinambungan",
)
FIELDS: Final = (
    "layanan angkutan",
    "layanan puskesmas",
    "layanan sekolah dasar",
    "pemeliharaan jalan",
    "penertiban ruang publik",
    "pemungutan pajak",
    "perlindungan sosial",
    "pengelolaan sampah",
    "pencatatan penduduk",
    "pembinaan pasar rakyat",
    "penyuluhan pertanian",
    "pengelolaan objek wisata",
)
PLACES: Final = (
    "Kelurahan Melati",
    "Kelurahan Cempaka",
    "Kelurahan Kenanga",
    "Kecamatan Utara",
    "Kecamatan Selatan",
    "Kecamatan Timur",
    "Kecamatan Barat",
)
STEPS: Final = (
    ("Pemeriksaan berkas", "berkas", 15, 900),
    ("Kunjungan lapangan", "laporan kunjungan", 120, 180),
    ("Penyusunan laporan", "laporan", 240, 48),
    ("Pemasukan data", "rekap data", 30, 480),
)
"""Name, output, minutes and yearly frequency of a step."""
