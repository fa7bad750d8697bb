<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="1" readOnly="0" hasScaleBasedVisibilityFlag="1" minScale="50000" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{book}">
      <rule key="{c1}" symbol="0" filter='&quot;mm_equiv&quot; &gt; 0 AND &quot;mm_equiv&quot; &lt; 20' label="tot 20 mm"/>
      <rule key="{c2}" symbol="1" filter='&quot;mm_equiv&quot; &gt;= 20 AND &quot;mm_equiv&quot; &lt; 60' label="20 tot 60 mm"/>
      <rule key="{c3}" symbol="2" filter='&quot;mm_equiv&quot; &gt;= 60 AND &quot;mm_equiv&quot; &lt; 150' label="60 tot 150 mm"/>
      <rule key="{c4}" symbol="3" filter='&quot;mm_equiv&quot; &gt;= 150 AND &quot;mm_equiv&quot; &lt; 500' label="150 tot 500 mm"/>
      <rule key="{c5}" symbol="4" filter='&quot;mm_equiv&quot; &gt;= 500' label="500 mm of meer"/>
      <rule key="{piece}" symbol="5" filter='&quot;mm_equiv&quot; IS NULL AND &quot;vol_wet_m3&quot; IS NOT NULL' label="los object, zoals een regenton"/>
      <rule key="{dry}" symbol="6" filter='&quot;vol_wet_m3&quot; = 0 AND &quot;vol_dry_m3&quot; &gt; 0' label="vol in natte tijd, wel ruimte in droge"/>
      <rule key="{none}" symbol="7" filter='&quot;vol_wet_m3&quot; = 0 AND coalesce(&quot;vol_dry_m3&quot;, 0) = 0' label="geen ruimte in natte tijd; droge tijd ook niet of onbekend"/>
      <rule key="{unknown}" symbol="8" filter='&quot;vol_wet_m3&quot; IS NULL' label="onbekend in natte tijd"/>
      <rule key="{low}" symbol="9" filter='&quot;confidence&quot; = &#39;low&#39;' label="gestippelde rand: onzeker"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="253,231,37,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="122,209,81,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="34,168,132,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="42,120,142,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="65,68,135,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="136,34,85,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="6" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="34,168,132,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.6"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="7" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.4"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="8" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="110,110,110,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@8@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="9" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="213,94,0,255"/>
            <Option name="outline_style" type="QString" value="dot"/>
            <Option name="outline_width" type="QString" value="0.5"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{labels}">
      <rule key="{volume}" description="berging" filter='&quot;vol_wet_m3&quot; IS NOT NULL' scalemaxdenom="5000">
      <settings calloutType="simple">
        <text-style fieldName="CASE WHEN &quot;vol_dry_m3&quot; &lt;&gt; &quot;vol_wet_m3&quot; THEN &#39;nat &#39; || format_number(&quot;vol_wet_m3&quot;, if(&quot;vol_wet_m3&quot; &gt; 0 AND &quot;vol_wet_m3&quot; &lt; 10, 1, 0), &#39;nl&#39;) || &#39;, droog &#39; || format_number(&quot;vol_dry_m3&quot;, if(&quot;vol_dry_m3&quot; &gt; 0 AND &quot;vol_dry_m3&quot; &lt; 10, 1, 0), &#39;nl&#39;) || &#39; m³&#39; ELSE format_number(&quot;vol_wet_m3&quot;, if(&quot;vol_wet_m3&quot; &gt; 0 AND &quot;vol_wet_m3&quot; &lt; 10, 1, 0), &#39;nl&#39;) || &#39; m³&#39; END" isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="6" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="confidence"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="goed" type="QString" value="high"/></Option><Option type="Map"><Option name="redelijk" type="QString" value="medium"/></Option><Option type="Map"><Option name="onzeker" type="QString" value="low"/></Option></Option></Option></config></editWidget></field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Object"/>
    <alias index="1" field="layer" name="Laag waar het uit komt"/>
    <alias index="2" field="kind" name="Soort"/>
    <alias index="3" field="area_m2" name="Oppervlakte die telt (m²)"/>
    <alias index="4" field="depth_m" name="Dikte, diepte of peilstijging (m)"/>
    <alias index="5" field="void_frac" name="Aandeel holle ruimte (0 tot 1)"/>
    <alias index="6" field="cover_m" name="Dekking erboven (m)"/>
    <alias index="7" field="vol_wet_m3" name="Berging in natte tijd (m³)"/>
    <alias index="8" field="vol_dry_m3" name="Berging in droge tijd (m³)"/>
    <alias index="9" field="mm_equiv" name="Berging in natte tijd (mm)"/>
    <alias index="10" field="z_spill_m" name="Loopt over op (m NAP)"/>
    <alias index="11" field="empty_h" name="Moet leeg zijn binnen (uur)"/>
    <alias index="12" field="overlap_m2" name="Telt al bij een ander object (m²)"/>
    <alias index="13" field="confidence" name="Zekerheid"/>
    <alias index="14" field="source" name="Bron"/>
    <alias index="15" field="date" name="Datum"/>
    <alias index="16" field="note" name="Opmerkingen (codes)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="layer" hidden="0" width="-1"/>
      <column type="field" name="kind" hidden="0" width="-1"/>
      <column type="field" name="area_m2" hidden="0" width="-1"/>
      <column type="field" name="depth_m" hidden="0" width="-1"/>
      <column type="field" name="void_frac" hidden="0" width="-1"/>
      <column type="field" name="cover_m" hidden="0" width="-1"/>
      <column type="field" name="vol_wet_m3" hidden="0" width="-1"/>
      <column type="field" name="vol_dry_m3" hidden="0" width="-1"/>
      <column type="field" name="mm_equiv" hidden="0" width="-1"/>
      <column type="field" name="z_spill_m" hidden="0" width="-1"/>
      <column type="field" name="empty_h" hidden="0" width="-1"/>
      <column type="field" name="overlap_m2" hidden="0" width="-1"/>
      <column type="field" name="confidence" hidden="0" width="-1"/>
      <column type="field" name="source" hidden="0" width="-1"/>
      <column type="field" name="date" hidden="0" width="-1"/>
      <column type="field" name="note" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Waterberging" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
      <attributeEditorField name="layer" index="1" showLabel="1"/>
      <attributeEditorField name="kind" index="2" showLabel="1"/>
      <attributeEditorField name="area_m2" index="3" showLabel="1"/>
      <attributeEditorField name="depth_m" index="4" showLabel="1"/>
      <attributeEditorField name="void_frac" index="5" showLabel="1"/>
      <attributeEditorField name="cover_m" index="6" showLabel="1"/>
      <attributeEditorField name="vol_wet_m3" index="7" showLabel="1"/>
      <attributeEditorField name="vol_dry_m3" index="8" showLabel="1"/>
      <attributeEditorField name="mm_equiv" index="9" showLabel="1"/>
      <attributeEditorField name="z_spill_m" index="10" showLabel="1"/>
      <attributeEditorField name="empty_h" index="11" showLabel="1"/>
      <attributeEditorField name="overlap_m2" index="12" showLabel="1"/>
      <attributeEditorField name="confidence" index="13" showLabel="1"/>
      <attributeEditorField name="source" index="14" showLabel="1"/>
      <attributeEditorField name="date" index="15" showLabel="1"/>
      <attributeEditorField name="note" index="16" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"id"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% replace(coalesce(replace(coalesce("kind", 'soort onbekend'), '_', ' '),''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</b> [% replace(coalesce("id",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]<br>
Natte tijd: [% coalesce(format_number("vol_wet_m3", if("vol_wet_m3" > 0 AND "vol_wet_m3" < 10, 1, 0), 'nl') || ' m³', 'onbekend') || coalesce(' (' || format_number("mm_equiv", 0, 'nl') || ' mm)', '') %]<br>
Droge tijd: [% coalesce(format_number("vol_dry_m3", if("vol_dry_m3" > 0 AND "vol_dry_m3" < 10, 1, 0), 'nl') || ' m³', 'onbekend') %]<br>
[% format_number("area_m2", 0, 'nl') %] m²[% CASE WHEN "confidence" = 'low' THEN '; onzeker' WHEN "confidence" = 'medium' THEN '; redelijk zeker' WHEN "confidence" = 'high' THEN '; goed bekend' ELSE '' END %]
[% coalesce(if(array_contains(string_to_array("note", ' '), 'no_ghg'), '<br>grondwater in natte tijd (GHG) onbekend', '') || if(array_contains(string_to_array("note", ' '), 'no_glg'), '<br>grondwater in droge tijd (GLG) onbekend', '') || if(array_contains(string_to_array("note", ' '), 'no_surface'), '<br>hoogte van het maaiveld onbekend', '') || if(array_contains(string_to_array("note", ' '), 'groundwater_near'), '<br>grondwater van een plek tot 100 m verderop', '') || if(array_contains(string_to_array("note", ' '), 'groundwater_above_ground'), '<br>grondwater staat ergens boven het maaiveld', '') || if(array_contains(string_to_array("note", ' '), 'glg_above_ghg'), '<br>GLG ligt boven GHG: de kaarten spreken elkaar tegen', '') || if(array_contains(string_to_array("note", ' '), 'odd_groundwater'), '<br>grondwater onaannemelijk diep of ondiep: klopt de eenheid?', '') || if(array_contains(string_to_array("note", ' '), 'assumed'), '<br>een kental uit de tabel van soorten', '') || if(array_contains(string_to_array("note", ' '), 'overlap'), '<br>een deel telt bij een ander object', '') || if(array_contains(string_to_array("note", ' '), 'no_depth'), '<br>dikte of diepte onbekend', '') || if(array_contains(string_to_array("note", ' '), 'no_void_frac'), '<br>aandeel holle ruimte onbekend', '') || if(array_contains(string_to_array("note", ' '), 'no_cover'), '<br>dekking onbekend', '') || if(array_contains(string_to_array("note", ' '), 'unknown_kind'), '<br>soort staat niet in de tabel', '') || if(array_contains(string_to_array("note", ' '), 'no_max_level'), '<br>hoogste peil onbekend', '') || if(array_contains(string_to_array("note", ' '), 'no_target_level'), '<br>streefpeil onbekend', '') || if(array_contains(string_to_array("note", ' '), 'max_below_target'), '<br>hoogste peil lager dan streefpeil', '') || if(array_contains(string_to_array("note", ' '), 'by_area'), '<br>deel van een laagte, naar oppervlakte', '') || if(array_contains(string_to_array("note", ' '), 'on_water'), '<br>grotendeels water', '') || if(array_contains(string_to_array("note", ' '), 'on_building'), '<br>grotendeels gebouw', '') || if(array_contains(string_to_array("note", ' '), 'spills'), '<br>loopt over voor hij zo diep is als ontworpen', ''), '') %]</div>]]></mapTip>
</qgis>
