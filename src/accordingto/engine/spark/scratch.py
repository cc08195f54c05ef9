"""Tables between stages, as Parquet: whatever is lost later, nothing before it is made anew."""

from dataclasses import dataclass, field
from itertools import count

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as sql


@dataclass(frozen=True)
class Scratch:
    """A folder that every worker can write to and read from.

    What is kept here is made once: numbers given to rows stay the same, and a worker that is lost
    takes nothing with it.
    """

    spark: SparkSession
    folder: str
    numbers: "count[int]" = field(default_factory=count)

    def keep(self, table: DataFrame, name: str) -> DataFrame:
        """Write a table, and return it as it is read from there."""
        path = f"{self.folder}/{next(self.numbers):03d}-{name}"
        table.write.parquet(path)
        return self.spark.read.schema(table.schema).parquet(path)

    def number(self, table: DataFrame, column: str, order: list[Column], name: str) -> DataFrame:
        """Keep a table with a number for each row; higher numbers stand further on in the order."""
        numbered = table.orderBy(*order).withColumn(column, sql.monotonically_increasing_id())
        return self.keep(numbered, name)
