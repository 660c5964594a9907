using System.Text.Json;
using System.Text.Json.Serialization;

namespace Understudy.Domain.Jobs;

/// <summary>
/// Writes what stands in lanes' documents many times as short arrays, since they are read for every status and written for
/// every turn.
/// </summary>
internal static class LaneJson
{
    /// <summary>[round, place]</summary>
    public sealed class OfSlot : JsonConverter<LaneSlot>
    {
        public override LaneSlot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            LaneSlot slot = new(Number(ref reader), Number(ref reader));
            reader.Read();
            return slot;
        }

        public override void Write(Utf8JsonWriter writer, LaneSlot value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.Round);
            writer.WriteNumberValue(value.Place);
            writer.WriteEndArray();
        }
    }

    /// <summary>[job, seconds], and a true when it has its turn</summary>
    public sealed class OfEntry : JsonConverter<LaneEntry>
    {
        public override LaneEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Read();
            string job = reader.GetString()!;
            int seconds = (int)Number(ref reader);
            reader.Read();
            bool hasTurn = reader.TokenType == JsonTokenType.True;
            if (hasTurn) reader.Read();
            return new LaneEntry(job, seconds, hasTurn);
        }

        public override void Write(Utf8JsonWriter writer, LaneEntry value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(value.JobId);
            writer.WriteNumberValue(value.Seconds);
            if (value.HasTurn) writer.WriteBooleanValue(true);
            writer.WriteEndArray();
        }
    }

    /// <summary>[number, entered, passed, seconds], and from and to of each gap</summary>
    public sealed class OfRound : JsonConverter<LaneRound>
    {
        public override LaneRound Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
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

        public override void Write(Utf8JsonWriter writer, LaneRound value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.Number);
            writer.WriteNumberValue(value.Entered);
            writer.WriteNumberValue(value.Passed);
            writer.WriteNumberValue(value.Seconds);
            foreach (LaneGap gap in value.Gaps)
            {
                writer.WriteNumberValue(gap.From);
                writer.WriteNumberValue(gap.To);
            }
            writer.WriteEndArray();
        }
    }

    private static long Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }
}
