using System.Text.Json;
using System.Text.Json.Serialization;

namespace Understudy.Domain.Jobs;

/// <summary>
/// Writes what stands in lanes' documents many times as short arrays, since they are read for every status and written for
/// every turn.
/// </summary>
internal static class LaneJson
{
    /// <summary>A list whose items are arrays.</summary>
    public abstract class Items<T> : JsonConverter<IReadOnlyList<T>>
    {
        public override IReadOnlyList<T> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            List<T> items = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(ReadItem(ref reader));
            return items;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (T item in value)
            {
                writer.WriteStartArray();
                WriteItem(writer, item);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }

        // From the beginning of the item's array to its end.
        protected abstract T ReadItem(ref Utf8JsonReader reader);

        protected abstract void WriteItem(Utf8JsonWriter writer, T item);
    }

    /// <summary>[round, place]</summary>
    public sealed class OfSlots : Items<LaneSlot>
    {
        protected override LaneSlot ReadItem(ref Utf8JsonReader reader)
        {
            LaneSlot slot = new(Number(ref reader), Number(ref reader));
            reader.Read();
            return slot;
        }

        protected override void WriteItem(Utf8JsonWriter writer, LaneSlot item)
        {
            writer.WriteNumberValue(item.Round);
            writer.WriteNumberValue(item.Place);
        }
    }

    /// <summary>[job, seconds], and a true when it has its turn</summary>
    public sealed class OfEntries : Items<LaneEntry>
    {
        protected override LaneEntry ReadItem(ref Utf8JsonReader reader)
        {
            reader.Read();
            string job = reader.GetString()!;
            int seconds = (int)Number(ref reader);
            reader.Read();
            bool hasTurn = reader.TokenType == JsonTokenType.True;
            if (hasTurn) reader.Read();
            return new LaneEntry(job, seconds, hasTurn);
        }

        protected override void WriteItem(Utf8JsonWriter writer, LaneEntry item)
        {
            writer.WriteStringValue(item.JobId);
            writer.WriteNumberValue(item.Seconds);
            if (item.HasTurn) writer.WriteBooleanValue(true);
        }
    }

    /// <summary>[number, entered, passed, seconds], and from and to of each gap</summary>
    public sealed class OfRounds : Items<LaneRound>
    {
        protected override LaneRound ReadItem(ref Utf8JsonReader reader)
        {
            LaneRound round = new()
            {
                Number = Number(ref reader),
                Entered = Number(ref reader),
                Passed = Number(ref reader),
                Seconds = Number(ref reader),
            };
            if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray) return round;
            List<LaneGap> gaps = [];
            do
            {
                gaps.Add(new LaneGap(reader.GetInt64(), Number(ref reader)));
            }
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray);
            return round with { Gaps = gaps };
        }

        protected override void WriteItem(Utf8JsonWriter writer, LaneRound item)
        {
            writer.WriteNumberValue(item.Number);
            writer.WriteNumberValue(item.Entered);
            writer.WriteNumberValue(item.Passed);
            writer.WriteNumberValue(item.Seconds);
            foreach (LaneGap gap in item.Gaps)
            {
                writer.WriteNumberValue(gap.From);
                writer.WriteNumberValue(gap.To);
            }
        }
    }

    private static long Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }
}
