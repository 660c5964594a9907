#!/usr/bin/env bash
# Makes presenter.mp4 from a still portrait: make-presenter.sh [picture]. Takes some minutes.
set -euo pipefail
cd "$(dirname "$0")"
picture=${1:-/usr/lib/python3/dist-packages/skimage/data/astronaut.png}

# The picture is 512×512; its upper 16:9 part is scaled to 1280×720. geq then moves it, in fractions of a pixel:
# registers 0 and 1 hold the point of the still picture after a slow camera sway (T is the time in seconds), register 2
# how much that point belongs to the head (a soft ellipse), which sways by itself. Chroma planes are half as large.
motion() {
  echo "st(0,640+($1*X-640)/1.05+9*sin(2*PI*T/7)+3*sin(2*PI*T/2.9));\
st(1,360+($1*Y-360)/1.05+5*sin(2*PI*T/5.5));\
st(2,exp(-pow((ld(0)-562)/230,4)-pow((ld(1)-250)/290,4)));\
p((ld(0)-ld(2)*(7*sin(2*PI*T/3.1)+4*sin(2*PI*T/1.7+1)))/$1,(ld(1)-ld(2)*(4*sin(2*PI*T/2.3+0.5)+2*sin(2*PI*T/1.3)))/$1)"
}

ffmpeg -v error -y -loop 1 -framerate 25 -t 7 -i "$picture" \
  -vf "crop=512:288:0:4,scale=1280:720:flags=lanczos:out_color_matrix=bt709:out_range=tv,unsharp=5:5:0.6,format=yuv420p,\
geq=lum='$(motion 1)':cb='$(motion 2)':cr='$(motion 2)',noise=c0s=4:c0f=t" \
  -c:v libx264 -preset slow -crf 22 -pix_fmt yuv420p -colorspace bt709 -color_primaries bt709 -color_trc bt709 \
  -map_metadata -1 -movflags +faststart presenter.mp4
